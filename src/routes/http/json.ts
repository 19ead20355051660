import { fromErpTime } from "../../rules/brazil/erp-time.ts";
import { SAFE_HEADERS } from "./safe-headers.ts";

/** Fields that hold an instant, by their name. */
const INSTANT = /^(?:at|since|notBefore|watermark|readFrom)$|(?:At|Until)$/;

/**
 * The one place that writes a response as JSON. Inside, an instant is epoch milliseconds, or the ERP's wall clock in
 * São Paulo without a zone; outside it is ISO 8601 in UTC. 0 stands for "never" and becomes null.
 */
export function json(value: unknown, status = 200): Response {
  const body = JSON.stringify(value, (key, field: unknown) => (INSTANT.test(key) ? isoOf(field) : field));
  return new Response(body, {
    status,
    headers: { "content-type": "application/json", ...SAFE_HEADERS },
  });
}

/** An instant as ISO 8601 in UTC; any other value stays unchanged. */
export function isoOf(value: unknown): unknown {
  const instantMs = typeof value === "string" ? fromErpTime(value) : value;
  if (typeof instantMs !== "number") return value;
  return instantMs === 0 ? null : new Date(instantMs).toISOString();
}
