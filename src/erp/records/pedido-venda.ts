import { parseMilli } from "../../rules/brazil/money.ts";
import { maskPersonal } from "../client/mask.ts";
import type { ErpClient, ErpResult, PostLimits } from "../client/result.ts";
import { pickList, pickScaled, pickText, pickWhole } from "../wire/pick.ts";
import { field, isObject, type WireObject } from "../wire/wire.ts";

const PATH = "/PedidoVenda";

// Left: our name. Right: names on the wire, any case; an installation that differs adds one here.
const names = {
  seqPedido: ["seqPedido", "sequencia"],
  status: ["statusIntegracao", "status"],
  nroPedVenda: ["nroPedVenda", "numeroPedido"],
  message: ["mensagem", "message"],
  items: ["itemDto", "itens", "items"],
  seqProduto: ["seqProduto", "idProduto"],
  packageSize: ["qtdEmbalagem"],
  ordered: ["qtdPedida"],
} as const;

/** An order as the ERP reports it. */
export interface ErpOrder {
  readonly seqPedido: number;
  /** An unknown status counts as pending: the order is checked again, and reaches the desk after a while. */
  readonly status: "pending" | "imported" | "rejected";
  readonly nroPedVenda: number | null;
  /** The ERP's own message, personal data masked. */
  readonly message: string | null;
  /** Null when the answer carries no items. */
  readonly items: readonly ErpOrderItem[] | null;
}

export interface ErpOrderItem {
  readonly seqProduto: number;
  readonly packageMilli: number;
  readonly orderedMilli: number;
}

/** Submits an order to the ERP. A 201 without a number is an unknown outcome: the order is looked up. */
export async function submitOrder(
  erp: ErpClient,
  body: object,
  limits: PostLimits = {},
): Promise<ErpResult<{ readonly seqPedido: number }>> {
  const result = await erp.post(PATH, body, limits);
  if (!result.ok) return result;
  const seqPedido = isObject(result.value) ? pickWhole(result.value, names.seqPedido) : null;
  if (seqPedido !== null) return { ...result, value: { seqPedido } };
  return { ok: false, failure: { kind: "unknown", message: "POST /PedidoVenda: the answer has no seqPedido" } };
}

/** Looks up an order in the ERP, and its status. `notThere` is a valid answer, not a failed call. */
export async function findOrder(
  erp: ErpClient,
  { salesChannel, orderId }: { readonly salesChannel: number; readonly orderId: string },
): Promise<ErpResult<ErpOrder>> {
  const result = await erp.get(PATH, { SeqCanalVenda: salesChannel, IdPedidoCanalVenda: orderId });
  if (!result.ok) return result;
  // Some modules answer a query with a list or a page of one.
  const order = onlyOne(result.value);
  if (order === "none") return { ok: false, failure: { kind: "notThere" } };
  const seqPedido = order === null ? null : pickWhole(order, names.seqPedido);
  if (order === null || seqPedido === null)
    return { ok: false, failure: { kind: "unknown", message: "GET /PedidoVenda: the answer is no order" } };
  const message = pickText(order, names.message);
  return {
    ...result,
    value: {
      seqPedido,
      status: statusOf(pickText(order, names.status) ?? ""),
      nroPedVenda: pickWhole(order, names.nroPedVenda),
      message: message === null ? null : maskPersonal(message),
      items: itemsOf(order),
    },
  };
}

function onlyOne(value: unknown): WireObject | "none" | null {
  const list: unknown = Array.isArray(value) ? value : isObject(value) ? field(value, "items") : undefined;
  if (!Array.isArray(list)) return isObject(value) ? value : null;
  if (list.length === 0) return "none";
  const [first]: unknown[] = list;
  return isObject(first) ? first : null;
}

function statusOf(text: string): ErpOrder["status"] {
  switch (text.trim().toLowerCase()) {
    case "integrado":
      return "imported";
    case "rejeitado":
      return "rejected";
    default:
      return "pending";
  }
}

function itemsOf(order: WireObject): readonly ErpOrderItem[] | null {
  const list = pickList(order, names.items);
  if (list === null) return null;
  return list.flatMap((item) => {
    if (!isObject(item)) return [];
    const seqProduto = pickWhole(item, names.seqProduto);
    const packageMilli = pickScaled(item, names.packageSize, parseMilli);
    const orderedMilli = pickScaled(item, names.ordered, parseMilli);
    return seqProduto === null || packageMilli === null || orderedMilli === null
      ? []
      : [{ seqProduto, packageMilli, orderedMilli }];
  });
}
