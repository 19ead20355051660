/**
 * Reads the order id of a Shopify notification, and the order's `updated_at` where the payload is the order; or the
 * reason why it names no order. Reads nothing else.
 */
export type Notification =
  | { readonly kind: "order"; readonly orderId: string; readonly updatedAt?: string | undefined }
  /** A bulk operation has ended; the lane reads from Shopify which one. */
  | { readonly kind: "bulkEnded" }
  /** A topic without an order of ours. */
  | { readonly kind: "otherTopic" }
  | { readonly kind: "notJson" }
  | { readonly kind: "notAnOrder" };

/** Topics whose payload is the order itself. */
const ORDER_TOPIC = /^orders\//;
/** Topics whose payload names its order: `order_id` or `order.id`. */
const OF_AN_ORDER = /^(?:refunds|order_transactions|fulfillments|returns|tender_transactions)\//;
/** The order is deleted. Without this word an order that is not there may only be too old for the app's scopes. */
export const DELETED_TOPIC = "orders/delete";
const BULK_TOPIC = "bulk_operations/finish";
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)$/;
const GID = /^gid:\/\/shopify\/Order\/(\d{1,20})$/;

/**
 * Reads a notification of any topic and API version. The order's number is taken from its gid or from the JSON text: as a
 * JavaScript number an id beyond 2^53 would be another order's.
 */
export function readNotification(topic: string, body: string): Notification {
  if (topic === BULK_TOPIC) return { kind: "bulkEnded" };
  const isOrder = ORDER_TOPIC.test(topic);
  if (!isOrder && !OF_AN_ORDER.test(topic)) return { kind: "otherTopic" };
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { kind: "notJson" };
  }
  const orderId = isOrder ? idOf(parsed, "id", body) : idOfMention(parsed, body);
  if (orderId === null) return { kind: "notAnOrder" };
  const updatedAt = isOrder ? updatedAtOf(parsed) : undefined;
  return updatedAt === undefined ? { kind: "order", orderId } : { kind: "order", orderId, updatedAt };
}

/** A payload that names its order (a refund) has a time of its own, which says nothing of the order. */
function updatedAtOf(order: unknown): string | undefined {
  const value = isRecord(order) && order["order_edit"] === undefined ? order["updated_at"] : undefined;
  return typeof value === "string" && INSTANT.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

function idOfMention(value: unknown, body: string): string | null {
  if (!isRecord(value)) return null;
  const order = value["order"];
  return plainId(value["order_id"], "order_id", body) ?? (isRecord(order) ? idOf(order, "id", body) : null);
}

/** orders/edited wraps the order's id: `{"order_edit":{"order_id":…}}`. */
function idOf(value: unknown, key: string, body: string): string | null {
  if (!isRecord(value)) return null;
  const gid = value["admin_graphql_api_id"];
  const byGid = typeof gid === "string" ? (GID.exec(gid)?.[1] ?? null) : null;
  const edit = value["order_edit"];
  return byGid ?? (isRecord(edit) ? plainId(edit["order_id"], "order_id", body) : plainId(value[key], key, body));
}

function plainId(value: unknown, key: string, body: string): string | null {
  if (typeof value === "string") return GID.exec(value)?.[1] ?? (/^\d{1,20}$/.test(value) ? value : null);
  if (typeof value !== "number" || value <= 0 || !Number.isInteger(value)) return null;
  if (Number.isSafeInteger(value)) return String(value);
  // The first one in the text whose rounded value is this one.
  for (const [, digits = ""] of body.matchAll(new RegExp(`"${key}"\\s*:\\s*(\\d{1,20})`, "g")))
    if (Number(digits) === value) return digits;
  return null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
