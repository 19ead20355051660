/** A card that was authorised is captured once, at what is billed; a payment on delivery is marked as paid once. */
import { totalsOf } from "../../../sim/shopify/orders/order-totals.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { JudgeContext } from "./judge.ts";
import { isPromised } from "../workload/promises.ts";

const INVARIANT = "collected once, as billed";
/** The rule's default: what the store bears of an order, in cents. */
const ABSORBED_MAX_CENTS = 100;

export function judgeCollected({ scenario, desk, check, excuse }: JudgeContext): void {
  const { shop, erp } = scenario.systems;
  const { promises } = scenario.plan.features;
  for (const order of shop.state.orders.values()) {
    const id = String(numberOfId(order.id));
    const name = `order ${order.name} (${id})`;
    const captures = amountsOf("capture", order);
    const marks = amountsOf("mark-paid", order);
    check(
      INVARIANT,
      captures.length <= 1 && marks.length <= 1,
      () => `${name}: captured ${captures.join(", ")}, marked as paid ${marks.join(", ")}`,
    );
    if (promises === null) check(INVARIANT, captures.length + marks.length === 0, () => `${name}: was not promised`);
    const held = erp.state.orders.all.filter(({ body }) => body.idPedidoCanalVenda === id);
    const [erpOrder] = held;
    if (!erpOrder || held.length > 1 || order.cancelledAt !== null || erpOrder.stage !== "invoiced") continue;
    const standing = erpOrder.invoices.filter(({ isCancelled }) => !isCancelled);
    const billed = standing.reduce((sum, { totalCents }) => sum + totalCents, 0);
    for (const amount of captures)
      check(
        INVARIANT,
        amount <= billed || erpOrder.invoices.length > standing.length,
        () => `${name}: ${amount} cents captured, ${billed} are billed`,
      );
    if (!isPromised(scenario.plan, order) || standing.length === 0 || isSaid(id)) continue;
    const shown = `${order.metafields.get("erp.notas_fiscais")?.value ?? ""} ${order.metafields.get("erp.nfe_chave")?.value ?? ""}`;
    if (!standing.every(({ chave }) => shown.includes(chave))) continue;
    const { total, received, refunded } = totalsOf(order, true);
    const kept = received - refunded;
    // The customer paid, and the merchant then took goods off himself: what he owes is his to give back (seed 3011).
    const isOwed =
      captures.length + marks.length === 0 &&
      scenario.doings.some(({ kind, orderId }) => kind === "edit" && orderId === order.id) &&
      erpOrder.items.every(({ orderedMilli, attendedMilli }) => attendedMilli === orderedMilli);
    const owed = isOwed ? Math.max(0, kept - total) : 0;
    if (owed > 0) excuse("money that the merchant owes since a cut of his own");
    const isCard = order.transactions.some(({ kind }) => kind === "AUTHORIZATION");
    if (isCard || promises?.marksPaid === true)
      check(
        INVARIANT,
        billed - kept + owed >= 0 && billed - kept + owed <= ABSORBED_MAX_CENTS,
        () => `${name}: ${billed} cents are billed, ${kept} were collected, and no entry says why`,
      );
  }

  function amountsOf(kind: "capture" | "mark-paid", { id }: Order): readonly number[] {
    return shop.journal
      .effects(kind)
      .flatMap(({ effect }) => (effect["order"] === id ? [Number(effect["amount"])] : []));
  }

  /** An open entry of the order, or of one of its events. */
  function isSaid(id: string): boolean {
    const events = erp.state.orders.listings
      .filter(({ event }) => event.item["idPedidoCanalVenda"] === id)
      .map(({ event }) => String(event.seqEvento));
    return desk.some(
      ({ area, ref, state, reason }) =>
        state === "open" &&
        reason !== "internal-error" &&
        ((area === "orders" && ref === id) || (area === "events" && events.includes(ref))),
    );
  }
}
