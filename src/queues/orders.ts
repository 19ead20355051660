import * as z from "zod";
import type { Deps } from "../deps.ts";
import type { OrderMessage } from "../env.ts";
import { reasonOf } from "../log.ts";
import { driveOrder, postpone } from "../orders/driver.ts";
import { openUnreadableMessage } from "../orders/intake/messages.ts";

const RETRY_BASE_S = 30;
const RETRY_MAX_S = 3_600;

const orderMessage = z.object({
  orderId: z.string().regex(/^\d{1,20}$/),
  cause: z.enum(["webhook", "sweep", "erp-event", "due", "person"]),
});

/** Reads a message; null when it is not ours (an older version's, or a foreign one). */
export function readOrderMessage(body: unknown): OrderMessage | null {
  return orderMessage.safeParse(body).data ?? null;
}

/**
 * Acknowledges or retries each message by itself, and never throws: a throw would also retry the others. A message is
 * retried only when the hub was unreachable; every other outcome is stored in the hub, with its own time.
 */
export async function consumeOrders(batch: MessageBatch<OrderMessage>, deps: Deps): Promise<void> {
  const { log } = deps;
  let isStopped = false;
  for (const message of batch.messages) {
    try {
      const order = readOrderMessage(message.body);
      if (order === null) await openUnreadableMessage(deps, message.id);
      else if (isStopped) await postpone(deps, order);
      else isStopped = (await driveOrder(deps, order)) === "laneStopped";
      message.ack();
    } catch (error) {
      log.error("order.message-failed", {
        messageId: message.id,
        attempt: message.attempts,
        reason: reasonOf(error),
      });
      message.retry({ delaySeconds: retryDelaySeconds(message.attempts, deps.random.fraction()) });
    }
  }
}

/** 30 s, 1 min, 2 min … 1 h, a quarter more or less: well below the queue's 12 h. */
export function retryDelaySeconds(attempts: number, chance: number): number {
  const base = Math.min(RETRY_MAX_S, RETRY_BASE_S * 2 ** Math.min(Math.max(attempts - 1, 0), 10));
  return Math.round(base * (0.75 + chance / 2));
}
