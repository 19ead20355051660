import type { Deps } from "../deps.ts";
import type { OrderMessage, WebhookNotice } from "../env.ts";
import { reasonOf } from "../log.ts";
import { workBatch } from "../orders/intake/batch.ts";
import { workOf, type Work } from "./order-messages.ts";

const RETRY_BASE_S = 30;
const RETRY_MAX_S = 3_600;

/**
 * Each piece of work of a batch is acknowledged or retried by itself, and nothing is thrown: a throw would also retry the
 * others. A message is retried only when the hub was unreachable; every other outcome is stored in the hub, with its own
 * time.
 */
export function consumeOrders(batch: MessageBatch<OrderMessage | WebhookNotice>, deps: Deps): Promise<void> {
  return workBatch(deps, workOf(batch.messages), {
    done: ({ messages }) => {
      for (const message of messages) message.ack();
    },
    failed: (work, error) => retry(work, deps, error),
  });
}

function retry({ messages }: Work, { log, random }: Deps, error: unknown): void {
  for (const message of messages) {
    log.error("order.message-failed", { messageId: message.id, attempt: message.attempts, reason: reasonOf(error) });
    message.retry({ delaySeconds: retryDelaySeconds(message.attempts, random.fraction()) });
  }
}

/** 30 s, 1 min, 2 min … 1 h, a quarter more or less: well below the queue's 12 h. */
export function retryDelaySeconds(attempts: number, chance: number): number {
  const base = Math.min(RETRY_MAX_S, RETRY_BASE_S * 2 ** Math.min(Math.max(attempts - 1, 0), 10));
  return Math.round(base * (0.75 + chance / 2));
}
