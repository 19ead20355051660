import type { Deps } from "../../deps.ts";
import type { OrderMessage } from "../../env.ts";
import { ordersWithNewEvents } from "../../hub/orders/erp-events.ts";
import { dueOrders } from "../../hub/orders/orders.ts";
import { reasonOf } from "../../log.ts";

/** Messages that a queue accepts in one call. */
const SEND_MAX = 100;
/** Orders requeued in one tick; the next tick requeues the rest. What a night's outage of a large shop leaves is one tick. */
const WAKE_MAX = 5_000;
/** Time after which an event's own message counts as lost, ms. */
const EVENT_PATIENCE_MS = 120_000;

/**
 * Requeues work whose message is spent or lost. This covers orders that are due (a lookup, an import, an order on hold,
 * a crashed holder) and orders with events not yet entered. A surplus message has no effect: an order evaluated
 * meanwhile has a later `next_at`.
 */
export async function requeueDueOrders({ db, clock, orders, log }: Deps): Promise<void> {
  try {
    const now = clock.now();
    const due = await dueOrders(db, now, WAKE_MAX);
    const withEvents = await ordersWithNewEvents(db, now - EVENT_PATIENCE_MS, WAKE_MAX);
    const messages: OrderMessage[] = [
      ...due.map((orderId) => ({ orderId, cause: "due" as const })), // those that the ERP never had come first
      ...withEvents.map((orderId) => ({ orderId, cause: "erp-event" as const })),
    ];
    for (let at = 0; at < messages.length; at += SEND_MAX)
      await orders.sendBatch(messages.slice(at, at + SEND_MAX).map((body) => ({ body })));
    if (messages.length > 0) log.info("orders.requeued", { due: due.length, withEvents: withEvents.length });
  } catch (error) {
    log.error("orders.requeue-failed", { reason: reasonOf(error) }); // the orders are still due at the next tick
  }
}
