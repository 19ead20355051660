import type { Deps } from "../../deps.ts";
import { reasonOf } from "../../log.ts";
import { queueNotification } from "../../orders/intake/notification.ts";
import { failure } from "../http/answers.ts";
import { readBody, statesMore } from "../http/read-body.ts";
import { SAFE_HEADERS } from "../http/safe-headers.ts";
import { isSigned, readSignature } from "./signature.ts";

export const WEBHOOK_PATH = "/webhooks/shopify";

/** What the route needs: no hub among it. */
export type EdgeDeps = Pick<Deps, "config" | "clock" | "hmac" | "log" | "orders" | "loads">;

/** Whether a request is for this route, by its text: parsing the address costs as much as its signature. */
export function isWebhook({ method, url }: Request): boolean {
  if (method !== "POST") return false;
  const from = url.indexOf("/", url.indexOf("//") + 2);
  const query = url.indexOf("?", from);
  return url.slice(from, query < 0 ? undefined : query) === WEBHOOK_PATH;
}

/** Well above any order Shopify sends. */
const BODY_BYTES_MAX = 2_000_000;
/** Shopify itself waits five seconds for the answer. */
const BODY_WITHIN_MS = 5_000;

const UTF8 = new TextDecoder();

/**
 * POST /webhooks/shopify. A notification is only a trigger: its signature is checked, the order's number goes into the
 * queue, and 200 is the answer; the order itself is read again from Shopify. The hub has no part in it, so a lost hub
 * loses no webhook.
 *
 * The headers are checked before the body is read: 401 without a 32-byte signature or for another shop, 400 without a
 * topic, 413 for a stated length over the limit. Then: 413 too large, 408 too slow, 401 not signed by us, 503 not
 * queued, send it again. What is signed but makes no sense is 200, and the consumer records it: a retry would be the
 * same again, and eight of them cost the subscription.
 */
export async function receiveWebhook(request: Request, deps: EdgeDeps): Promise<Response> {
  const { config, clock, hmac, log } = deps;
  const { headers } = request;
  const signature = readSignature(headers.get("x-shopify-hmac-sha256"));
  if (signature === null) {
    log.warn("webhook.unsigned", { signature: "none" });
    return failure(401, "unsigned", "Falta a assinatura (X-Shopify-Hmac-Sha256): 32 bytes em base64.");
  }
  if (headers.get("x-shopify-shop-domain")?.toLowerCase() !== config.shopify.shop) {
    log.warn("webhook.wrong-shop", {});
    return failure(401, "other-shop", "A notificação é de outra loja (X-Shopify-Shop-Domain).");
  }
  const topic = headers.get("x-shopify-topic")?.toLowerCase().slice(0, 100) ?? "";
  if (topic === "") return failure(400, "topic-missing", "Falta o cabeçalho X-Shopify-Topic.");
  if (statesMore(request, BODY_BYTES_MAX)) return tooLarge();
  const bytes = await readBody(request, BODY_BYTES_MAX, { clock, ms: BODY_WITHIN_MS }).catch(reasonOf);
  if (bytes === "tooLarge") return tooLarge();
  if (typeof bytes === "string") {
    log.warn("webhook.body-incomplete", { topic, reason: bytes });
    return failure(408, "body-incomplete", "O corpo não chegou inteiro; envie a notificação de novo.");
  }
  if (!(await isSigned(hmac, bytes, signature, config.shopify.webhookSecrets))) {
    log.warn("webhook.unsigned", { signature: "wrong", bytes: bytes.byteLength });
    return failure(401, "unsigned", "A assinatura (X-Shopify-Hmac-Sha256) não confere.");
  }
  const eventId = (headers.get("x-shopify-event-id") ?? headers.get("x-shopify-webhook-id") ?? "").slice(0, 100);
  const queued = await queueNotification(deps, { topic, eventId, body: UTF8.decode(bytes) });
  return queued
    ? new Response('{"ok":true}', ACCEPTED)
    : failure(503, "not-queued", "A notificação não pôde ser guardada; envie-a de novo.");
}

/** Made once: headers from an object are read and checked name by name. */
const ACCEPTED = { headers: new Headers({ "content-type": "application/json", ...SAFE_HEADERS }) };

const tooLarge = (): Response => failure(413, "body-too-large", `O corpo passa de ${BODY_BYTES_MAX} bytes.`);
