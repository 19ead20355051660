import { Hono } from "hono";
import type { Deps } from "../../deps.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { claimDelivery, dropClaim, markDelivered } from "../../hub/orders/webhook-deliveries.ts";
import { reasonOf } from "../../log.ts";
import { readNotification } from "../../rules/orders/notification.ts";
import { failure } from "../http/answers.ts";
import type { AppEnv } from "../http/app-env.ts";
import { readBody } from "../http/read-body.ts";
import { isSigned } from "./signature.ts";

/** Well above any order that Shopify sends. */
const BODY_BYTES_MAX = 2_000_000;

/**
 * POST /webhooks/shopify. A notification is only a trigger: the route checks its signature, queues the order's number
 * and responds 200; the order itself is read again from Shopify. 401: not signed by us, or another shop. 413: too
 * large. 400: no topic. 503: not queued, send it again. A signed notification without usable content is 200 and stored:
 * a retry would be identical, and eight of them cost the subscription.
 */
export const webhooks = new Hono<AppEnv>().post("/webhooks/shopify", async (context) => {
  const deps = context.get("deps");
  const { config, log } = deps;
  const headers = context.req.raw.headers;
  const bytes = await readBody(context.req.raw, BODY_BYTES_MAX);
  if (bytes === null) return failure(413, "body-too-large", `O corpo passa de ${BODY_BYTES_MAX} bytes.`);
  if (!isSigned(bytes, headers.get("x-shopify-hmac-sha256"), config.shopify.webhookSecrets)) {
    log.warn("webhook.unsigned", { bytes: bytes.byteLength });
    return failure(401, "unsigned", "A assinatura (X-Shopify-Hmac-Sha256) não confere.");
  }
  if (headers.get("x-shopify-shop-domain")?.toLowerCase() !== config.shopify.shop) {
    log.warn("webhook.wrong-shop", {});
    return failure(401, "other-shop", "A notificação é de outra loja (X-Shopify-Shop-Domain).");
  }
  const topic = headers.get("x-shopify-topic")?.toLowerCase().slice(0, 100) ?? "";
  if (topic === "") return failure(400, "topic-missing", "Falta o cabeçalho X-Shopify-Topic.");
  const eventId = (headers.get("x-shopify-event-id") ?? headers.get("x-shopify-webhook-id") ?? "").slice(0, 100);
  return receive(deps, topic, eventId, bytes);
});

async function receive(deps: Deps, topic: string, eventId: string, bytes: Uint8Array): Promise<Response> {
  const { db, clock, log, orders, loads } = deps;
  const notification = readNotification(topic, new TextDecoder().decode(bytes));
  if (eventId !== "" && !(await claimDelivery(db, eventId, topic, clock.now()))) {
    log.info("webhook.duplicate", { topic, eventId });
    return taken();
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
    return taken();
  } catch (error) {
    log.error("webhook.enqueue-failed", { topic, eventId, reason: reasonOf(error) });
    // Without the claim a retry is accepted; a claim that cannot be dropped expires in seconds.
    if (eventId !== "") await dropClaim(db, eventId, topic).catch(() => undefined);
    return failure(503, "not-queued", "A notificação não pôde ser guardada; envie-a de novo.");
  }
}

const taken = (): Response => Response.json({ ok: true }, { headers: { "cache-control": "no-store" } });

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
