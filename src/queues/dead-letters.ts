import type { Deps } from "../deps.ts";
import type { OrderMessage } from "../env.ts";
import { openEntries } from "../hub/desk/desk.ts";
import { reasonOf } from "../log.ts";
import { postpone } from "../orders/driver.ts";
import { readOrderMessage } from "./orders.ts";

const RETRY_S = 300;

/**
 * A message that failed twenty times, mostly because the hub was unreachable. Its order becomes due and comes back by
 * itself: the sweep passed it when sending the message, and does not read it again. Then one desk entry, keyed by the
 * message's id, even for repeated deliveries.
 */
export async function consumeDeadLetters(batch: MessageBatch<OrderMessage>, deps: Deps): Promise<void> {
  const { db, clock, log } = deps;
  for (const message of batch.messages) {
    try {
      const order = readOrderMessage(message.body);
      if (order) await postpone(deps, order);
      const entry = {
        area: "queue",
        ref: message.id,
        reason: "dead-letter",
        params: { orderId: order?.orderId ?? null },
        ...(order ? { detail: JSON.stringify(order) } : {}),
      } as const;
      await openEntries(db, [entry], clock.now()).run();
      log.error("order.dead-letter", { messageId: message.id, orderId: order?.orderId });
      message.ack();
    } catch (error) {
      log.error("order.dead-letter-not-saved", { messageId: message.id, reason: reasonOf(error) });
      message.retry({ delaySeconds: RETRY_S });
    }
  }
}
