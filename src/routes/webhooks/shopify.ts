import { Hono } from "hono";
import { receiveNotification } from "../../orders/intake/notification.ts";
import { failure } from "../http/answers.ts";
import type { AppEnv } from "../http/app-env.ts";
import { readBody } from "../http/read-body.ts";
import { isSigned } from "./signature.ts";

/** Well above any order Shopify sends. */
const BODY_BYTES_MAX = 2_000_000;

/**
 * POST /webhooks/shopify. A notification is only a trigger: its signature is checked, the order's number goes into the
 * queue, and 200 is the answer; the order itself is read again from Shopify.
 * 401: not signed by us, or another shop. 413: too large. 400: no topic. 503: could not be queued, send it again.
 * What is signed but makes no sense is 200 and written down: a retry would be the same again, and eight of them cost the
 * subscription.
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
  const received = await receiveNotification(deps, { topic, eventId, body: new TextDecoder().decode(bytes) });
  return received === "accepted"
    ? accepted()
    : failure(503, "not-queued", "A notificação não pôde ser guardada; envie-a de novo.");
});

const accepted = (): Response => Response.json({ ok: true }, { headers: { "cache-control": "no-store" } });
