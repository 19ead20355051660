import type { Deps } from "../deps.ts";
import type { OrdersMessage } from "../env.ts";
import { reasonOf } from "../log.ts";
import { saveDeadLetter } from "../orders/intake/messages.ts";
import { recordNotice } from "../orders/intake/notification.ts";
import { answerPrivacyRequest } from "../orders/intake/privacy.ts";
import { readNotice, readOrderMessage, readPrivacyMessage } from "./order-messages.ts";

const RETRY_S = 300;

/** Saves what each dead letter was about; a letter comes again only when D1 could not be reached. */
export async function consumeDeadLetters(batch: MessageBatch<OrdersMessage>, deps: Deps): Promise<void> {
  const { log } = deps;
  for (const message of batch.messages) {
    try {
      const notice = readNotice(message.body);
      const privacy = readPrivacyMessage(message.body);
      if (notice) await recordNotice(deps, notice);
      else if (privacy) await answerPrivacyRequest(deps, privacy);
      else await saveDeadLetter(deps, message.id, readOrderMessage(message.body));
      message.ack();
    } catch (error) {
      log.error("order.dead-letter-not-saved", { messageId: message.id, reason: reasonOf(error) });
      message.retry({ delaySeconds: RETRY_S });
    }
  }
}
