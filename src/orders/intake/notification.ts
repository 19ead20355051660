import type { Deps } from "../../deps.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { claimDelivery, dropClaim, markDelivered } from "../../hub/orders/webhook-deliveries.ts";
import { reasonOf } from "../../log.ts";
import { readNotification } from "../../rules/orders/notification.ts";

/** `accepted`: queued, or nothing of ours. `notQueued`: Shopify has to send it again. */
export type Received = "accepted" | "notQueued";

/**
 * Queues what a notification is about, each event once. What makes no sense is an entry of the desk: a retry would bring the
 * same again.
 * @param eventId of Shopify; "" when it sent none
 */
export async function receiveNotification(
  deps: Deps,
  { topic, eventId, body }: { readonly topic: string; readonly eventId: string; readonly body: string },
): Promise<Received> {
  const { db, clock, log, orders, loads } = deps;
  const notification = readNotification(topic, body);
  if (eventId !== "" && !(await claimDelivery(db, eventId, topic, clock.now()))) {
    log.info("webhook.duplicate", { topic, eventId });
    return "accepted";
  }
  try {
    switch (notification.kind) {
      case "order":
        await orders.send({ orderId: notification.orderId, cause: "webhook" });
        break;
      case "bulkEnded":
        await loads.send({ job: "bulk-poll" }); // the minute's look would find it too
        break;
      case "otherTopic":
        break;
      case "notJson":
      case "notAnOrder":
        await openUnreadable(deps, topic, eventId, notification.kind);
        break;
    }
    if (eventId !== "") await markDelivered(db, eventId, topic);
    log.info("webhook.accepted", {
      topic,
      eventId,
      kind: notification.kind,
      orderId: notification.kind === "order" ? notification.orderId : undefined,
    });
    return "accepted";
  } catch (error) {
    log.error("webhook.enqueue-failed", { topic, eventId, reason: reasonOf(error) });
    // Without the claim a retry is accepted; a claim that cannot be dropped lapses in seconds.
    if (eventId !== "") await dropClaim(db, eventId, topic).catch(() => undefined);
    return "notQueued";
  }
}

async function openUnreadable(
  { db, clock }: Deps,
  topic: string,
  eventId: string,
  kind: "notJson" | "notAnOrder",
): Promise<void> {
  const reason = kind === "notJson" ? "webhook-not-json" : "webhook-not-an-order";
  const entry = { area: "queue", ref: eventId || topic, reason, params: { topic, eventId } } as const;
  await openEntries(db, [entry], clock.now()).run();
}
