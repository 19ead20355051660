/** States on the way: never backwards, each notification once; and an event is one event, whichever way it came. */
import { numberOfId } from "../../../sim/shopify/state.ts";
import { ON_THE_WAY } from "../workload/pushes.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "states on the way, once and forwards";
const rankOf = (value: string): number => (ON_THE_WAY as readonly string[]).indexOf(value.toUpperCase());

export async function judgeOnTheWay({ scenario, check }: JudgeContext): Promise<void> {
  const { systems, plan, pushing, auditor } = scenario;
  const { shop, erp } = systems;
  const writes = shop.journal.effects("metafield").filter(({ effect }) => effect["name"] === "erp.status");
  const sent = shop.journal.effects("fulfillment-event");
  for (const order of shop.state.orders.values()) {
    const id = String(numberOfId(order.id));
    const name = `order ${order.name} (${id})`;
    const shown = writes.flatMap(({ effect }) =>
      effect["owner"] === order.id && effect["changed"] === true ? [rankOf(String(effect["value"]))] : [],
    );
    check(
      INVARIANT,
      shown.every((rank, at) => rank >= 0 && rank > (shown[at - 1] ?? -1)),
      () => `${name}: shows the states ${shown.map((rank) => ON_THE_WAY[rank]).join(", ")}, one after the other`,
    );
    for (const { id: fulfilment } of order.fulfillments) {
      const notices = sent.flatMap(({ effect }) => (effect["id"] === fulfilment ? [String(effect["status"])] : []));
      const ranks = notices.map((status) => ["OUT_FOR_DELIVERY", "DELIVERED"].indexOf(status));
      check(
        INVARIANT,
        new Set(notices).size === notices.length && ranks.every((rank, at) => rank > (ranks[at - 1] ?? -1)),
        () => `${name}: the customer was sent ${notices.join(", ")}`,
      );
    }
    if (plan.features.statuses?.isSent !== true)
      check(
        INVARIANT,
        sent.every(({ effect }) => effect["order"] !== order.id),
        () => `${name}: was sent a state, and no rule says so`,
      );
    const held = erp.state.orders.all.find(({ body }) => body.idPedidoCanalVenda === id);
    const pushed = (pushing?.taken ?? []).filter((each) => each.orderId === id).map(({ type }) => rankOf(type));
    const furthest = Math.max(-1, ...pushed);
    if (
      held &&
      furthest >= 0 &&
      order.cancelledAt === null &&
      held.stage !== "cancelled" &&
      held.status === "Integrado"
    )
      check(
        INVARIANT,
        rankOf(String(order.metafields.get("erp.status")?.value)) >= furthest,
        () =>
          `${name}: ${ON_THE_WAY[furthest]} was pushed, it shows ${order.metafields.get("erp.status")?.value ?? "none"}`,
      );
  }
  const rows = await auditor
    .prepare("SELECT event_key AS eventKey, order_id AS orderId, type FROM erp_events")
    .all<{ eventKey: string; orderId: string; type: string }>();
  const counts = new Map<string, number>();
  for (const { orderId, type } of rows.results)
    counts.set(`${type} ${orderId}`, (counts.get(`${type} ${orderId}`) ?? 0) + 1);
  const real = new Map<string, Set<number>>();
  for (const { event } of erp.state.orders.listings) {
    const key = `${event.tipoEvento} ${String(event.item["idPedidoCanalVenda"])}`;
    real.set(key, (real.get(key) ?? new Set()).add(event.seqEvento));
  }
  for (const [key, count] of counts) {
    const isState = ON_THE_WAY.some((type) => key.startsWith(`${type} `));
    check(
      INVARIANT,
      count <= (real.get(key)?.size ?? 0) + (isState ? 1 : 0),
      () => `${key}: ${count} events in the hub, the ERP had ${real.get(key)?.size ?? 0}`,
    );
  }
}
