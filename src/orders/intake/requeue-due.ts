import type { Deps } from "../../deps.ts";
import type { OrderMessage } from "../../env.ts";
import { ordersWithNewEvents } from "../../hub/orders/erp-events.ts";
import { dueOrders } from "../../hub/orders/orders.ts";
import { reasonOf } from "../../log.ts";

/** A queue takes so many messages in one call. */
const SEND_MAX = 100;
/** What one tick wakes; more waits for the next one, oldest first. */
const WAKE_MAX = 1_000;
/** An event's own message is given so long before it counts as lost. */
const EVENT_PATIENCE_MS = 120_000;

/**
 * Sends again what no message stands for any more: orders whose time has come (a question to the ERP, an import, a held
 * order's next look, a holder that died) and orders with events nobody looked at. A message too many does nothing: an
 * order looked at meanwhile has another time.
 */
export async function requeueDueOrders({ db, clock, orders, log }: Deps): Promise<void> {
  try {
    const now = clock.now();
    const due = await dueOrders(db, now, WAKE_MAX);
    const withEvents = await ordersWithNewEvents(db, now - EVENT_PATIENCE_MS, WAKE_MAX);
    const messages: OrderMessage[] = [
      ...withEvents.map((orderId) => ({ orderId, cause: "erp-event" as const })),
      ...due.map((orderId) => ({ orderId, cause: "due" as const })),
    ];
    for (let at = 0; at < messages.length; at += SEND_MAX)
      await orders.sendBatch(messages.slice(at, at + SEND_MAX).map((body) => ({ body })));
    if (messages.length > 0) log.info("orders.requeued", { due: due.length, withEvents: withEvents.length });
  } catch (error) {
    log.error("orders.requeue-failed", { reason: reasonOf(error) }); // still due at the next tick
  }
}
