import type { Deps } from "../deps.ts";
import type { OrderMessage } from "../env.ts";
import { openEntries } from "../hub/desk/desk.ts";
import { reasonOf } from "../log.ts";
import { postpone } from "../orders/driver.ts";
import { readOrderMessage } from "./orders.ts";

const RETRY_S = 300;

/**
 * A message that could not be handled twenty times: the hub could not be reached. Its order is noted as due, and comes back
 * by itself: the sweep passed it when it sent the message, and does not look again. Then one entry at the error desk, by the
 * message's id, however often it comes.
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
