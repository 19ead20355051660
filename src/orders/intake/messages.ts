import type { Deps } from "../../deps.ts";
import type { OrderMessage } from "../../env.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { postpone } from "../driver.ts";

/**
 * A message that could not be handled twenty times: the hub could not be reached. Its order is noted as due, and comes back
 * by itself: the sweep passed it when it sent the message, and does not look again. Then one entry at the error desk, by the
 * message's id, however often it comes.
 */
export async function saveDeadLetter(deps: Deps, messageId: string, order: OrderMessage | null): Promise<void> {
  const { db, clock, log } = deps;
  if (order) await postpone(deps, order);
  const entry = {
    area: "queue",
    ref: messageId,
    reason: "dead-letter",
    params: { orderId: order?.orderId ?? null },
    ...(order ? { detail: JSON.stringify(order) } : {}),
  } as const;
  await openEntries(db, [entry], clock.now()).run();
  log.error("order.dead-letter", { messageId, orderId: order?.orderId });
}

/** A message that names no order is an entry of the desk: the sweep finds the order, if there is one. */
export async function openUnreadableMessage({ db, clock, log }: Deps, messageId: string): Promise<void> {
  log.error("order.message-unreadable", { messageId });
  const entry = { area: "queue", ref: messageId, reason: "message-unreadable", params: {} } as const;
  await openEntries(db, [entry], clock.now()).run();
}
