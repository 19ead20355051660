/**
 * Reads the requests of privacy law that Shopify sends as webhooks: which orders, and under which number. Reads nothing
 * else of them: their customer's id, e-mail address and telephone go no further.
 * Payloads: shopify.dev, "Privacy law compliance".
 */
export type PrivacyKind = "dataRequest" | "customerRedact" | "shopRedact";

export interface PrivacyRequest {
  readonly kind: PrivacyKind;
  /** Shopify's number of a request to see data; null: it has none. */
  readonly requestId: string | null;
  readonly orderIds: readonly string[];
}

const TOPICS: Readonly<Record<string, { readonly kind: PrivacyKind; readonly list: string | null }>> = {
  "customers/data_request": { kind: "dataRequest", list: "orders_requested" },
  "customers/redact": { kind: "customerRedact", list: "orders_to_redact" },
  "shop/redact": { kind: "shopRedact", list: null },
};

export const isPrivacyTopic = (topic: string): boolean => Object.hasOwn(TOPICS, topic);

/** Null: the body is no object, or its list of orders holds something else than ids. */
export function readPrivacyRequest(topic: string, body: string): PrivacyRequest | null {
  const of = isPrivacyTopic(topic) ? TOPICS[topic] : undefined;
  if (!of) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  if (!isRecord(parsed)) return null;
  const orderIds = of.list === null ? [] : idsOf(parsed[of.list] ?? [], of.list, body);
  if (!orderIds.every((id) => id !== null)) return null;
  const request = parsed["data_request"];
  return { kind: of.kind, requestId: isRecord(request) ? idOf(request["id"]) : null, orderIds: [...new Set(orderIds)] };
}

const GID = /^gid:\/\/shopify\/Order\/(\d{1,20})$/;

function idOf(value: unknown): string | null {
  if (typeof value === "string") return GID.exec(value)?.[1] ?? (/^\d{1,20}$/.test(value) ? value : null);
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? String(value) : null;
}

/** Numbers beyond 2^53 are taken from the text: as JavaScript numbers they would be other orders'. */
function idsOf(list: unknown, key: string, body: string): readonly (string | null)[] {
  if (!Array.isArray(list)) return [null];
  if (!list.some(isLong)) return list.map(idOf);
  for (const [, text = ""] of body.matchAll(new RegExp(`"${key}"\\s*:\\s*\\[([\\d\\s,]*)\\]`, "g"))) {
    const digits = text.split(",").map((each) => each.trim());
    if (digits.length === list.length && digits.every((each, n) => Number(each) === list[n])) return digits.map(idOf);
  }
  return [null];
}

const isLong = (value: unknown): boolean => typeof value === "number" && value > Number.MAX_SAFE_INTEGER;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
