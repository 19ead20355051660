/** The forms of an order's page: each does in the shop what a person does there, and comes back with one sentence. */
import { back, formOf, reais, typedNumber } from "../../kit/pages.ts";
import type { Control } from "../control.ts";
import { cancelProblem } from "../orders/cancel.ts";
import { totalsOf } from "../orders/order-totals.ts";
import type { Order } from "../records/orders.ts";
import { emitOrder } from "../payloads/emit.ts";
import { numberOfId } from "../state.ts";
import { ROOT, type Visit } from "./frame.ts";
import { isShown } from "./stores.ts";
import { UNITS_MAX } from "./visit.ts";

const CANCEL = { reason: "CUSTOMER", restock: true, refund: true } as const;

type Act = (visit: Visit, control: Control, order: Order, form: URLSearchParams) => string | { readonly no: string };

const ACTS: Readonly<Record<string, Act>> = {
  pagar({ core }, control, order) {
    const owed = totalsOf(order, core.settings.taxesIncluded).outstanding;
    if (owed <= 0) return { no: `${order.name} já está pago.` };
    control.pay(order.id);
    return `${reais(owed)} pagos.`;
  },
  editar: editOrder,
  endereco({ core }, _, order, form) {
    const district = (form.get("bairro") ?? "").trim();
    if (district === "" || !order.shippingAddress) return { no: "Escreva o bairro." };
    for (const which of ["shippingAddress", "billingAddress"] as const) {
      const address = order[which];
      if (address) order[which] = { ...address, address2: `${address.address2 ?? "Casa"} - ${district}` };
    }
    order.updatedAt = core.now();
    emitOrder(core, order, ["ORDERS_UPDATED"]);
    return `Endereço corrigido: bairro ${district}.`;
  },
  enviar(_, control, order) {
    const made = order.fulfillmentOrders.map(({ id }) => control.fulfill(id)).filter((id) => id !== null);
    return made.length > 0 ? "Marcado como enviado." : { no: "Nada deste pedido está por enviar." };
  },
  devolver(_, control, order, form) {
    const typed = typedNumber(form.get("valor"));
    const cents = typed === undefined ? 0 : Math.round(typed * 100);
    if (cents <= 0) return { no: "Escreva um valor maior que zero." };
    control.refundOrder(order.id, cents);
    return `${reais(cents)} devolvidos.`;
  },
  cancelar({ core }, control, order) {
    const problem = cancelProblem(core, order, CANCEL);
    if (problem !== undefined || !control.cancelOrder(order.id, CANCEL)) return { no: problem ?? "Não foi cancelado." };
    return `${order.name} foi cancelado.`;
  },
};

function editOrder({ core }: Visit, control: Control, order: Order, form: URLSearchParams): ReturnType<Act> {
  const lines = order.lines.flatMap((line) => {
    const typed = typedNumber(form.get(`q${numberOfId(line.id)}`));
    if (typed === undefined || typed === line.currentQuantity) return [];
    return [{ lineId: line.id, quantity: Math.min(UNITS_MAX, Math.floor(typed)), restock: true }];
  });
  const tooFew = lines.find(
    ({ lineId, quantity }) => quantity < (order.lines.find(({ id }) => id === lineId)?.fulfilledQuantity ?? 0),
  );
  if (tooFew) return { no: "O que já foi enviado não sai do pedido." };
  const sku = (form.get("sku") ?? "").trim().toUpperCase();
  const variant = [...core.state.variants.values()].find(({ item }) => sku !== "" && item.sku === sku);
  const product = variant && core.state.products.get(variant.productId);
  if (sku !== "" && !(variant && product && isShown(core, product))) return { no: `A loja não vende ${sku}.` };
  const units = Math.min(UNITS_MAX, Math.max(1, Math.floor(typedNumber(form.get("unidades")) ?? 1)));
  if (lines.length === 0 && !variant) return { no: "Nada mudou." };
  control.editOrder(order.id, { lines, added: variant ? [{ variantId: variant.id, quantity: units }] : [] });
  return "Edição gravada.";
}

/** Runs one act of an order; undefined: there is none of that name. */
export async function actOn(visit: Visit, control: Control, order: Order, name: string): Promise<Response | undefined> {
  const act = ACTS[name];
  if (!act) return undefined;
  const here = `${ROOT}/pedidos/${order.number}`;
  const form = await formOf(visit.request);
  if (order.cancelledAt !== null) return back(here, { kind: "bad", text: `${order.name} já está cancelado.` });
  try {
    const done = act(visit, control, order, form);
    return back(here, typeof done === "string" ? { kind: "ok", text: done } : { kind: "bad", text: done.no });
  } catch (error) {
    return back(here, { kind: "bad", text: error instanceof Error ? error.message : String(error) });
  }
}
