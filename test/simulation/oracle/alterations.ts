/** What the ERP bills of an order that it altered is what the customer paid: to the cent, or the desk says why. */
import type { Order as ErpOrder, OrderEvent } from "../../../sim/consinco/orders/orders.ts";
import { valueCents } from "../../../sim/consinco/orders/rules.ts";
import { totalsOf } from "../../../sim/shopify/orders/order-totals.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { JudgeContext } from "./judge.ts";

/** The rule's default: what the store bears of an order, in cents. */
const ABSORBED_MAX_CENTS = 100;

export function judgeAlterations(context: JudgeContext): void {
  const { erp, shop } = context.scenario.systems;
  const orders = new Map([...shop.state.orders.values()].map((order) => [String(numberOfId(order.id)), order]));
  for (const erpOrder of erp.state.orders.all) {
    const order = orders.get(erpOrder.body.idPedidoCanalVenda);
    if (!order || erpOrder.stage === "cancelled" || order.cancelledAt !== null) continue;
    const events = alterationsOf(context, erpOrder);
    if (events.length === 0 || isSaid(context, erpOrder, events)) continue;
    const { total, received, refunded, capturable } = totalsOf(order, true);
    const goods = erpOrder.items
      .filter(({ lost }) => !lost)
      .reduce((sum, item) => sum + valueCents(erp.state, item, item.attendedMilli), 0);
    const billed = goods + erpOrder.body.freightCents;
    const name = `order ${order.name} (seqPedido ${erpOrder.seqPedido})`;
    const kept = received - refunded;
    const absorbed = billed - kept;
    if (received > 0 && capturable === 0)
      context.check(
        "paid as billed",
        absorbed >= 0 && absorbed <= ABSORBED_MAX_CENTS,
        () => `${name}: ${billed} cents are billed, ${kept} were kept (${received} paid, ${refunded} refunded)`,
      );
    else
      context.check(
        "paid as billed",
        Math.abs(total - billed) <= ABSORBED_MAX_CENTS,
        () => `${name}: ${billed} cents are billed, the order comes to ${total}`,
      );
  }
}

/** Every ALTERADO, and the cancellation of what was not billed. */
const alterationsOf = ({ scenario }: JudgeContext, { seqPedido }: ErpOrder): readonly string[] => [
  ...new Set(
    scenario.systems.erp.state.orders.listings
      .filter(({ event }) => event.seqPedido === seqPedido && isAlteration(event))
      .map(({ event }) => String(event.seqEvento)),
  ),
];

const isAlteration = ({ tipoEvento, item }: OrderEvent): boolean =>
  tipoEvento === "ALTERADO" || (tipoEvento === "CANCELADO" && item["notaFiscal"] === null);

/** An open entry says of what the ERP altered that it does not stand in the shop. */
export const isAlterationSaid = (context: JudgeContext, erpOrder: ErpOrder): boolean =>
  isSaid(context, erpOrder, alterationsOf(context, erpOrder));

/** An open entry of the order, or of one of its events. A defect of ours says nothing. */
function isSaid({ desk }: JudgeContext, { body }: ErpOrder, events: readonly string[]): boolean {
  return desk.some(
    ({ area, ref, reason, state }) =>
      state === "open" &&
      reason !== "internal-error" &&
      ((area === "events" && events.includes(ref)) || (area === "orders" && ref === body.idPedidoCanalVenda)),
  );
}
