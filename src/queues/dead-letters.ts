import type { Deps } from "../deps.ts";
import type { OrderMessage } from "../env.ts";
import { openDesk } from "../hub/desk.ts";
import { reasonOf } from "../ops/log.ts";
import { readOrderMessage } from "./orders.ts";

const RETRY_S = 300;

/**
 * A message that could not be handled twenty times: the hub could not be reached. It becomes one entry at the error
 * desk, by its id, however often it comes; the order itself is found by the sweep.
 */
export async function consumeDeadLetters(batch: MessageBatch<OrderMessage>, deps: Deps): Promise<void> {
  const { db, clock, log } = deps;
  for (const message of batch.messages) {
    try {
      const order = readOrderMessage(message.body);
      const entry = {
        lane: "queue",
        record: message.id,
        reason: "dead-letter",
        message: `${order ? `Pedido ${order.orderId}` : `Mensagem ${message.id}`}: não pôde ser tratado depois de muitas tentativas. Verifique o banco (D1) e mande tentar de novo.`,
        ...(order ? { detail: JSON.stringify(order) } : {}),
      };
      await openDesk(db, [entry], clock.now()).run();
      log.error("order.dead-letter", { messageId: message.id, orderId: order?.orderId });
      message.ack();
    } catch (error) {
      log.error("order.dead-letter-not-noted", { messageId: message.id, reason: reasonOf(error) });
      message.retry({ delaySeconds: RETRY_S });
    }
  }
}
