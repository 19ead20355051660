import {
  WebhookSubscribeDocument,
  WebhookSubscriptionsDocument,
  WebhookUnsubscribeDocument,
  type WebhookSubscriptionTopic,
} from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf } from "../client/user-errors.ts";

/** Limit of pages: 2,000 subscriptions. */
const PAGES_MAX = 20;

/** Only the order's id: a notification carries nothing of the customer. */
const ORDER_FIELDS = ["id", "admin_graphql_api_id", "updated_at"];

/**
 * The subscribed topics. Refunds and payments arrive as an update of their order; the sweep finds orders whose webhook
 * was lost.
 */
const TOPICS: readonly { readonly topic: WebhookSubscriptionTopic; readonly includeFields?: readonly string[] }[] = [
  { topic: "ORDERS_CREATE", includeFields: ORDER_FIELDS },
  { topic: "ORDERS_PAID", includeFields: ORDER_FIELDS },
  { topic: "ORDERS_UPDATED", includeFields: ORDER_FIELDS },
  { topic: "ORDERS_CANCELLED", includeFields: ORDER_FIELDS },
  { topic: "ORDERS_DELETE", includeFields: ORDER_FIELDS },
  { topic: "ORDERS_EDITED" }, // has the order's number within `order_edit`, and nothing of the customer
  { topic: "BULK_OPERATIONS_FINISH" },
];

/** Topics that this app subscribes to. */
export const allTopics = (): readonly string[] => TOPICS.map(({ topic }) => topic);

export interface Subscription {
  readonly topic: string;
  readonly uri: string;
}

export type Subscribed =
  | {
      readonly kind: "subscribed";
      /** Topics that already had a subscription to this address. */
      readonly standing: readonly string[];
      readonly made: readonly string[];
      /** Topics that Shopify refused, with its message. */
      readonly refused: readonly { readonly topic: string; readonly message: string }[];
      /** The app's other subscriptions: another address or topic, or restricted fields. They stay unchanged. */
      readonly foreign: readonly Subscription[];
    }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/**
 * Creates this app's missing webhooks to an address. A second run creates none, also after a lost response. Nothing is
 * changed or deleted.
 * @param only topics that may be created; absent: all subscribed topics
 */
export async function subscribeWebhooks(
  admin: AdminClient,
  uri: string,
  only?: readonly string[],
): Promise<Subscribed> {
  const read = await readSubscriptions(admin);
  if (read.kind === "failed") return read;
  const standing = standingAt(uri, read.found);
  const made: string[] = [];
  const refused: { topic: string; message: string }[] = [];
  for (const { topic, includeFields } of TOPICS) {
    if (standing.has(topic) || only?.includes(topic) === false) continue;
    const result = await admin.run(
      WebhookSubscribeDocument,
      { topic, subscription: { uri, ...(includeFields ? { includeFields: [...includeFields] } : {}) } },
      { priority: "orders", repeatable: false },
    );
    const called = calledOf(
      result,
      (data) => data.webhookSubscriptionCreate,
      ({ webhookSubscription }) => webhookSubscription,
    );
    if (called.kind === "failed") return called;
    if (called.kind === "done") made.push(topic);
    else refused.push({ topic, message: called.errors.map(({ message }) => message).join("; ") });
  }
  return {
    kind: "subscribed",
    standing: [...standing],
    made,
    refused,
    foreign: read.found.filter((each) => !isOurs(uri, each)).map((each) => ({ topic: each.topic, uri: each.uri })),
  };
}

export type Unsubscribed =
  | {
      readonly kind: "unsubscribed";
      readonly removed: readonly string[];
      /** Topics whose subscription Shopify kept, with its message. */
      readonly refused: readonly { readonly topic: string; readonly message: string }[];
    }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/** Deletes this app's webhooks to an address; other addresses and restricted fields stay. May be repeated. */
export async function unsubscribeWebhooks(admin: AdminClient, uri: string): Promise<Unsubscribed> {
  const read = await readSubscriptions(admin);
  if (read.kind === "failed") return read;
  const removed: string[] = [];
  const refused: { topic: string; message: string }[] = [];
  for (const { id, topic } of read.found.filter((each) => isOurs(uri, each))) {
    const result = await admin.run(WebhookUnsubscribeDocument, { id }, { priority: "orders", repeatable: false });
    const called = calledOf(
      result,
      (data) => data.webhookSubscriptionDelete,
      ({ deletedWebhookSubscriptionId }) => deletedWebhookSubscriptionId,
    );
    if (called.kind === "failed") return called;
    if (called.kind === "done") removed.push(topic);
    else refused.push({ topic, message: called.errors.map(({ message }) => message).join("; ") });
  }
  return { kind: "unsubscribed", removed, refused };
}

/**
 * The topics without a subscription to the address; one with restricted fields counts as missing. Topics that are no
 * longer ours are omitted.
 */
export async function missingWebhooks(
  admin: AdminClient,
  uri: string,
  topics: readonly string[],
): Promise<
  | { readonly kind: "missing"; readonly topics: readonly string[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const read = await readSubscriptions(admin);
  if (read.kind === "failed") return read;
  const standing = standingAt(uri, read.found);
  const wanted = TOPICS.map(({ topic }) => topic).filter((topic) => topics.includes(topic));
  return { kind: "missing", topics: wanted.filter((topic) => !standing.has(topic)) };
}

const isOurs = (uri: string, each: Found): boolean =>
  each.uri === uri && each.filter === null && TOPICS.some(({ topic }) => topic === each.topic);
const standingAt = (uri: string, found: readonly Found[]): ReadonlySet<string> =>
  new Set(found.filter((each) => isOurs(uri, each)).map(({ topic }) => topic));

interface Found extends Subscription {
  readonly id: string;
  readonly filter: string | null;
}

async function readSubscriptions(
  admin: AdminClient,
): Promise<
  | { readonly kind: "found"; readonly found: readonly Found[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const found: Found[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const result = await nextPage(admin, after);
    if (!result.ok) return { kind: "failed", failure: result.failure };
    const { nodes, pageInfo } = result.data.webhookSubscriptions;
    found.push(...nodes);
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage || after === null) break;
  }
  return { kind: "found", found };
}

const nextPage = (admin: AdminClient, after: string | null) =>
  admin.run(WebhookSubscriptionsDocument, { after }, { priority: "orders" });
