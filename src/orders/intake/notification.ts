import type { Deps } from "../../deps.ts";
import type { WebhookNotice } from "../../env.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { reasonOf } from "../../log.ts";
import { DELETED_TOPIC, readNotification } from "../../rules/orders/notification.ts";
import { isPrivacyTopic, readPrivacyRequest } from "../../rules/orders/people/privacy-request.ts";
import { queuePrivacyRequest } from "./privacy.ts";

/**
 * Puts one message for a notification into a queue, and nothing else: no statement to the hub stands between Shopify
 * and the queue. A repeated notification is a repeated message; the consumer merges them.
 * @param eventId of Shopify; "" when it sent none
 * @returns whether it is queued; false: Shopify has to send it again
 */
export async function queueNotification(
  deps: Pick<Deps, "log" | "orders" | "loads" | "clock">,
  { topic, eventId, body }: { readonly topic: string; readonly eventId: string; readonly body: string },
): Promise<boolean> {
  const { log, orders, loads } = deps;
  const notification = readNotification(topic, body);
  try {
    if (isPrivacyTopic(topic)) {
      const request = readPrivacyRequest(topic, body);
      if (request) await queuePrivacyRequest(deps, request, eventId);
      else await orders.send({ notice: "privacyUnreadable", topic, eventId });
      return true;
    }
    switch (notification.kind) {
      case "order": {
        const { orderId, updatedAt } = notification;
        const cause = topic === DELETED_TOPIC ? "deleted" : "webhook";
        await orders.send({ orderId, cause, updatedAt, topic, eventId });
        break;
      }
      case "bulkEnded":
        await loads.send({ job: "bulk-poll" }); // the minute's look would find it too
        break;
      case "otherTopic":
      case "notJson":
      case "notAnOrder":
        await orders.send({ notice: notification.kind, topic, eventId });
        break;
    }
  } catch (error) {
    log.error("webhook.enqueue-failed", { topic, eventId, reason: reasonOf(error) });
    return false;
  }
  return true;
}

/** Records a notification that names no order. One that should name one is an entry of the desk, once an event. */
export async function recordNotice(
  { db, clock, log }: Pick<Deps, "db" | "clock" | "log">,
  { notice, topic, eventId }: WebhookNotice,
): Promise<void> {
  log.info("webhook.accepted", { topic, eventId, kind: notice });
  if (notice === "otherTopic") return;
  const entry = { area: "queue", ref: eventId || topic, reason: REASONS[notice], params: { topic, eventId } } as const;
  await openEntries(db, [entry], clock.now()).run();
}

const REASONS = {
  notJson: "webhook-not-json",
  notAnOrder: "webhook-not-an-order",
  privacyUnreadable: "privacy-unreadable",
} as const;
