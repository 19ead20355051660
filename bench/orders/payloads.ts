/** The webhooks of the bench: signed as Shopify signs them, with the fields that the connector subscribes. */
import { createHmac } from "node:crypto";

export const BENCH_SHOP = "gondola-bench.myshopify.com";
export const BENCH_SECRET = "bench-client-secret";

/** Different orders and events, so that no server finds a repeated one; made before the measurement. */
export function signedRequests(count: number): readonly Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const id = 6_120_000_000_000 + index;
    const body = JSON.stringify({
      id,
      admin_graphql_api_id: `gid://shopify/Order/${id}`,
      updated_at: "2026-11-30T12:00:00-03:00",
    });
    const signature = createHmac("sha256", BENCH_SECRET).update(body).digest("base64");
    const head = [
      "POST /webhooks/shopify HTTP/1.1",
      "Host: localhost",
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "User-Agent: Shopify-Captain-Hook",
      "X-Shopify-Topic: orders/updated",
      `X-Shopify-Hmac-Sha256: ${signature}`,
      `X-Shopify-Shop-Domain: ${BENCH_SHOP}`,
      "X-Shopify-Api-Version: 2026-10",
      `X-Shopify-Webhook-Id: b54557e4-bdd9-4b37-8a5f-${String(index).padStart(12, "0")}`,
      `X-Shopify-Event-Id: 98880550-7158-44d4-b7cd-${String(index).padStart(12, "0")}`,
      "X-Shopify-Triggered-At: 2026-11-30T15:00:00.123456Z",
    ];
    return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
  });
}
