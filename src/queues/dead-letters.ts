import type { Deps } from "../deps.ts";
import type { OrderMessage, WebhookNotice } from "../env.ts";
import { reasonOf } from "../log.ts";
import { saveDeadLetter } from "../orders/intake/messages.ts";
import { recordNotice } from "../orders/intake/notification.ts";
import { readNotice, readOrderMessage } from "./order-messages.ts";

const RETRY_S = 300;

/** Saves what each dead letter was about; a letter comes again only when D1 could not be reached. */
export async function consumeDeadLetters(batch: MessageBatch<OrderMessage | WebhookNotice>, deps: Deps): Promise<void> {
  const { log } = deps;
  for (const message of batch.messages) {
    try {
      const notice = readNotice(message.body);
      if (notice) await recordNotice(deps, notice);
      else await saveDeadLetter(deps, message.id, readOrderMessage(message.body));
      message.ack();
    } catch (error) {
      log.error("order.dead-letter-not-saved", { messageId: message.id, reason: reasonOf(error) });
      message.retry({ delaySeconds: RETRY_S });
    }
  }
}
