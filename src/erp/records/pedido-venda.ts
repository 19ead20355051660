import { parseCents, parseMilli } from "../../rules/brazil/money.ts";
import type { RecordDialect } from "../../rules/dialect/dialect.ts";
import { atPath, openEnvelope } from "../../rules/dialect/envelope.ts";
import { queryOf } from "../../rules/dialect/request.ts";
import type { ValueKind } from "../../rules/dialect/values.ts";
import { maskPersonal } from "../client/mask.ts";
import type { ErpClient, ErpFailure, ErpResult, PostLimits } from "../client/result.ts";
import { pickList, pickScaled, pickText, pickWhole } from "../wire/pick.ts";
import { respeller, type WireField } from "../wire/respell.ts";
import { isObject, type WireObject } from "../wire/wire.ts";

// Left: our name. Right: names on the wire, any case. The first one is the documented name: a dialect names the field by it.
const names = {
  salesChannel: ["seqCanalVenda"],
  orderId: ["idPedidoCanalVenda"],
  seqPedido: ["seqPedido", "sequencia"],
  status: ["statusIntegracao", "status"],
  nroPedVenda: ["nroPedVenda", "numeroPedido"],
  message: ["mensagem", "message"],
  total: ["vlrTotal", "valorTotal"],
  items: ["itemDto", "itens", "items"],
  seqProduto: ["seqProduto", "idProduto"],
  packageSize: ["qtdEmbalagem"],
  ordered: ["qtdPedida"],
  payments: ["pagamentoDto", "pagamentos"],
  paymentId: ["idPagtoCanalVenda"],
  nsu: ["nsu"],
} as const;

const ofNames = (...of: readonly (readonly [keyof typeof names, ValueKind?])[]): readonly WireField[] =>
  of.map(([name, kind = "text"]) => ({ wires: names[name], kind }));
/** What a dialect may name of an order's answer; those of items and payments by paths, as `itemDto.qtdPedida`. */
export const ORDER_FIELDS = ofNames(
  ["salesChannel"],
  ["orderId"],
  ["seqPedido"],
  ["status"],
  ["nroPedVenda"],
  ["message"],
  ["total", "decimal"],
  ["items"],
  ["payments"],
);
export const ORDER_BLOCKS = {
  [names.items[0]]: ofNames(["seqProduto"], ["packageSize", "decimal"], ["ordered", "decimal"]),
  [names.payments[0]]: ofNames(["paymentId"], ["nsu"]),
};
const respell = respeller(ORDER_FIELDS, ORDER_BLOCKS);

const dialectOf = async (erp: Pick<ErpClient, "dialect">): Promise<RecordDialect> =>
  (await erp.dialect()).records.orders;

/** An answer in the documented words; one that is no object is none. */
const inOurWords = (value: unknown, record: RecordDialect): WireObject =>
  isObject(value) ? respell(value, record) : {};

/** An order as the ERP reports it. */
export interface ErpOrder {
  readonly seqPedido: number;
  /** An unknown status counts as pending: the order is checked again, and reaches the desk after a while. */
  readonly status: "pending" | "imported" | "rejected";
  readonly nroPedVenda: number | null;
  /** The ERP's own message, personal data masked. */
  readonly message: string | null;
  /** Goods and freight as the ERP has them now; null where this installation's answer carries no total. */
  readonly totalCents: number | null;
  /** Null when the answer carries no items. */
  readonly items: readonly ErpOrderItem[] | null;
  /** Ids of the payments that have an NSU; null when the answer carries no payments. */
  readonly paymentsWithNsu: readonly string[] | null;
}

export interface ErpOrderItem {
  readonly seqProduto: number;
  readonly packageMilli: number;
  readonly orderedMilli: number;
}

/** The ERP's own key of an order: sales channel and Shopify's order id. */
export interface OrderKey {
  readonly salesChannel: number;
  readonly orderId: string;
}

/** How an installation reports that it does not have an order. Anything else is an unknown outcome. */
export interface NotThereShape {
  readonly status: number;
  /** Codes of the error shape that say so; null: any code. */
  readonly codes: readonly string[] | null;
  /** A list without orders says so too. */
  readonly emptyList: boolean;
}
/** The documented shape: 404 in the ERP's error shape. One place, for an installation that differs. */
const NOT_THERE: NotThereShape = { status: 404, codes: null, emptyList: true };

/**
 * Submits an order to the ERP. A 201 without a number, or one that names another order, is an unknown outcome: the order
 * is looked up.
 */
export async function submitOrder(
  erp: ErpClient,
  body: object,
  key: OrderKey,
  limits: PostLimits = {},
): Promise<ErpResult<{ readonly seqPedido: number }>> {
  const record = await dialectOf(erp);
  const result = await erp.post(record.path, body, limits);
  if (!result.ok) return result;
  const answer = inOurWords(result.value, record);
  const seqPedido = pickWhole(answer, names.seqPedido);
  if (seqPedido === null) return unknown("POST /PedidoVenda: the answer has no seqPedido");
  const isOfAnother = [
    [pickText(answer, names.salesChannel), String(key.salesChannel)],
    [pickText(answer, names.orderId), key.orderId],
  ].some(([named, wanted]) => named !== null && named !== wanted);
  if (isOfAnother) return unknown("POST /PedidoVenda: the answer names another order");
  return { ...result, value: { seqPedido } };
}

export type OrderLookup =
  /** `all`: every number that the ERP has for this order; more than one is a duplicate. */
  | {
      readonly kind: "found";
      readonly order: ErpOrder;
      readonly all: readonly number[];
      /** Of all, those that the import rejected: they are no sales orders. */
      readonly rejected: readonly number[];
    }
  /** The documented answer. It counts as proven once this installation's lookup has found an order. */
  | { readonly kind: "notThere" }
  /** The address does not exist, or a server in front of the ERP answered. */
  | { readonly kind: "noLookup"; readonly status: number }
  | {
      readonly kind: "failed";
      readonly failure: Extract<ErpFailure, { readonly kind: "unauthorized" | "refused" | "unknown" }>;
    };

/**
 * Looks up an order in the ERP, and its status. An answer counts only if it names the sales channel and the order: an ERP
 * or a cache that ignores the query answers with another order.
 * @param preferred the number that the hub holds: its order is the result where several live in the ERP
 */
export async function findOrder(
  erp: ErpClient,
  { salesChannel, orderId }: OrderKey,
  preferred: number | null = null,
): Promise<OrderLookup> {
  const record = await dialectOf(erp);
  const result = await erp.get(record.path, queryOf(record, { salesChannel, orderId }));
  if (!result.ok) return lookupFailure(result.failure);
  const list = listOf(result.value, record)?.map((each) => (isObject(each) ? respell(each, record) : each)) ?? null;
  if (list === null) return failedLookup("GET /PedidoVenda: the answer is no order");
  if (list.length === 0) {
    const isWhole = NOT_THERE.emptyList && openEnvelope(result.value, record.envelope, 1).isLast !== false;
    return isWhole ? { kind: "notThere" } : failedLookup("GET /PedidoVenda: the answer is an empty list");
  }
  const orders = list.flatMap((each: unknown) =>
    isObject(each) &&
    pickText(each, names.salesChannel) === String(salesChannel) &&
    pickText(each, names.orderId) === orderId
      ? (orderOf(each) ?? [])
      : [],
  );
  const all = [...new Set(orders.map(({ seqPedido }) => seqPedido))].sort((a, b) => a - b);
  // One that the import rejected is no order while another one lives.
  const living = orders.filter(({ status }) => status !== "rejected");
  const oldestFirst = (living.length > 0 ? living : orders).toSorted((a, b) => a.seqPedido - b.seqPedido);
  const order = oldestFirst.find(({ seqPedido }) => seqPedido === preferred) ?? oldestFirst[0];
  if (order === undefined) return failedLookup("GET /PedidoVenda: the answer does not name the order asked for");
  const rejected = orders.flatMap(({ status, seqPedido }) => (status === "rejected" ? [seqPedido] : []));
  return { kind: "found", order, all, rejected };
}

/** Some modules answer a query with a list or a page. An order's own items are no page, not even when there are none. */
function listOf(answer: unknown, record: RecordDialect): readonly unknown[] | null {
  if (Array.isArray(answer)) return answer;
  if (!isObject(answer)) return null;
  const order = respell(answer, record);
  if (pickWhole(order, names.seqPedido) !== null || pickText(order, names.orderId) !== null) return [answer];
  const items = atPath(answer, record.envelope.items);
  return Array.isArray(items) ? items : items === undefined ? [answer] : null;
}

function lookupFailure(failure: ErpFailure): OrderLookup {
  switch (failure.kind) {
    case "notThere": {
      const { status, code } = failure;
      const isDocumented = status === NOT_THERE.status && code !== null && (NOT_THERE.codes?.includes(code) ?? true);
      return isDocumented ? { kind: "notThere" } : { kind: "noLookup", status };
    }
    case "alreadyThere": // not a possible result of a GET
      return failedLookup("GET /PedidoVenda: HTTP 409");
    case "unauthorized":
    case "refused":
    case "unknown":
      return { kind: "failed", failure };
  }
}

const failedLookup = (message: string): OrderLookup => ({ kind: "failed", failure: { kind: "unknown", message } });
const unknown = (message: string): ErpResult<never> => ({ ok: false, failure: { kind: "unknown", message } });

function orderOf(order: WireObject): ErpOrder | null {
  const seqPedido = pickWhole(order, names.seqPedido);
  if (seqPedido === null) return null;
  const message = pickText(order, names.message);
  return {
    seqPedido,
    status: statusOf(pickText(order, names.status) ?? ""),
    nroPedVenda: pickWhole(order, names.nroPedVenda),
    message: message === null ? null : maskPersonal(message),
    totalCents: pickScaled(order, names.total, parseCents),
    items: itemsOf(order),
    paymentsWithNsu: paymentsOf(order),
  };
}

function paymentsOf(order: WireObject): readonly string[] | null {
  const list = pickList(order, names.payments);
  if (list === null) return null;
  return list.flatMap((payment) =>
    isObject(payment) && pickText(payment, names.nsu) !== null ? (pickText(payment, names.paymentId) ?? []) : [],
  );
}

/** Replaces an order of the ERP, where the installation has the call. Done only when the answer names this order. */
export const changeErpOrder = async (
  erp: ErpClient,
  seqPedido: number,
  body: object,
  limits: PostLimits,
): Promise<ErpResult<true>> => ofOrder(erp, `/${seqPedido}`, body, { ...limits, method: "PUT" }, seqPedido);

/** Cancels an order of the ERP, where the installation has the call. */
export const cancelErpOrder = async (
  erp: ErpClient,
  seqPedido: number,
  motive: string,
  limits: PostLimits,
): Promise<ErpResult<true>> => ofOrder(erp, `/${seqPedido}/Cancelar`, { motivo: motive }, limits, seqPedido);

/** An answer that names another order, or none, is an unknown outcome. */
async function ofOrder(
  erp: ErpClient,
  below: string,
  body: object,
  limits: PostLimits,
  seqPedido: number,
): Promise<ErpResult<true>> {
  const record = await dialectOf(erp);
  const result = await erp.post(record.path + below, body, limits);
  if (!result.ok) return result;
  const named = pickWhole(inOurWords(result.value, record), names.seqPedido);
  if (named !== seqPedido) return unknown(`PedidoVenda/${seqPedido}: the answer does not name this order`);
  return { ...result, value: true };
}

/** Card data of one payment of an order that the ERP has. */
export const submitPayment = async (
  erp: ErpClient,
  body: object,
  limits: PostLimits = {},
): Promise<ErpResult<unknown>> => erp.post(`${(await dialectOf(erp)).path}/Pagamento`, body, limits);

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
