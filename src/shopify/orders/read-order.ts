import {
  OrderFullDocument,
  OrderFulfillmentsDocument,
  OrderLinesDocument,
  OrderLocalizedFieldsDocument,
  OrderRestDocument,
  OrderTransactionsDocument,
  type OrderFullQuery,
  type OrderRestQuery,
} from "../generated/operations.ts";
import { needsRest } from "../../rules/orders/reading/needs-rest.ts";
import { glanceDigest, partsDigest, type ShopDigest } from "../../rules/orders/shop-digest.ts";
import type { AdminClient, AdminFailure, AdminResult, CallOptions } from "../client/result.ts";

export type OrderRead =
  /** As Shopify answered, with the records of all pages in `nodes`; src/rules/orders/shop-order.ts reads it. */
  | { readonly kind: "order"; readonly order: unknown; readonly digest: ShopDigest }
  | { readonly kind: "notThere" }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/** Shopify takes 500 lines in an order; twenty pages of any of its lists are a paging error. */
const PAGES_MAX = 20;
const STARTS_MAX = 3;
/** A list without pages, and without a sign that there is more: as many as OrderFull asks for may be more. */
const FIRST_TRANSACTIONS = 10;
/** An order with more payments than this is not read. */
const TRANSACTIONS_MAX = 150;

/**
 * Reads an order whole: each of its lists to the end. An order that changes between two pages is read again from the
 * start: two halves of two states are no order.
 */
export async function readOrder(
  admin: AdminClient,
  orderId: string,
  options: CallOptions = ORDER_FLOW,
): Promise<OrderRead> {
  for (let start = 1; start <= STARTS_MAX; start += 1) {
    const read = await readOnce(admin, `gid://shopify/Order/${orderId}`, options);
    if (read.kind !== "moved") return read;
  }
  return failed(`order ${orderId} changed while its lists were read, ${STARTS_MAX} times`);
}

type Read = OrderRead | { readonly kind: "moved" };

async function readOnce(admin: AdminClient, id: string, options: CallOptions): Promise<Read> {
  const first = await admin.run(OrderFullDocument, { id }, options);
  if (!first.ok) return { kind: "failed", failure: first.failure };
  const { order } = first.data;
  if (!order) return { kind: "notThere" };
  const { updatedAt } = order;
  const lines = await readOn(order.lineItems, updatedAt, async (after) => {
    const next = await admin.run(OrderLinesDocument, { id, after }, options);
    return next.ok ? { ok: true, page: pageOf(next.data.order, "lineItems") } : next;
  });
  if (lines.kind !== "whole") return lines;
  const fulfillments = await readOn(order.fulfillmentOrders, updatedAt, async (after) => {
    const next = await admin.run(OrderFulfillmentsDocument, { id, after }, options);
    return next.ok ? { ok: true, page: pageOf(next.data.order, "fulfillmentOrders") } : next;
  });
  if (fulfillments.kind !== "whole") return fulfillments;
  const fields = await readOn(order.localizedFields, updatedAt, async (after) => {
    const next = await admin.run(OrderLocalizedFieldsDocument, { id, after }, options);
    return next.ok ? { ok: true, page: pageOf(next.data.order, "localizedFields") } : next;
  });
  if (fields.kind !== "whole") return fields;
  const payments = await readTransactions(admin, id, order, options);
  if (payments.kind !== "whole") return payments;
  const rest = await readRest(admin, id, { ...order, transactions: [...payments.nodes] }, options);
  if (rest.kind !== "rest") return rest;
  const whole = {
    ...order,
    ...rest.fields,
    lineItems: { nodes: lines.nodes },
    fulfillmentOrders: { nodes: fulfillments.nodes },
    localizedFields: { nodes: fields.nodes },
    transactions: payments.nodes,
  };
  return { kind: "order", order: whole, digest: { glance: glanceDigest(whole), parts: partsDigest(whole) } };
}

interface Connection<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
interface Page<T> {
  readonly updatedAt: string;
  readonly connection: Connection<T>;
}
type Whole<T> = { readonly kind: "whole"; readonly nodes: readonly T[] } | Exclude<Read, { kind: "order" }>;

const pageOf = <K extends string, T>(
  order: ({ readonly updatedAt: string } & { readonly [Key in K]: Connection<T> }) | null,
  list: K,
): Page<T> | null => order && { updatedAt: order.updatedAt, connection: order[list] };

/** The list's first page and all that follow, while the order stays as it was. */
async function readOn<T>(
  first: Connection<T>,
  updatedAt: string,
  pageAfter: (after: string) => Promise<AdminResult<never> | { readonly ok: true; readonly page: Page<T> | null }>,
): Promise<Whole<T>> {
  const nodes = [...first.nodes];
  let { pageInfo } = first;
  for (let page = 2; pageInfo.hasNextPage; page += 1) {
    const { endCursor } = pageInfo;
    if (page > PAGES_MAX || endCursor === null) return failed(`a list of an order does not end on page ${page - 1}`);
    const next = await pageAfter(endCursor);
    if (!next.ok) return { kind: "failed", failure: next.failure };
    if (!("page" in next) || next.page?.updatedAt !== updatedAt) return { kind: "moved" };
    nodes.push(...next.page.connection.nodes);
    ({ pageInfo } = next.page.connection);
  }
  return { kind: "whole", nodes };
}

type FullOrder = NonNullable<OrderFullQuery["order"]>;
type RestOrder = NonNullable<OrderRestQuery["order"]>;

async function readTransactions(
  admin: AdminClient,
  id: string,
  { transactions, updatedAt }: FullOrder,
  options: CallOptions,
): Promise<Whole<FullOrder["transactions"][number]>> {
  if (transactions.length < FIRST_TRANSACTIONS) return { kind: "whole", nodes: transactions };
  const all = await admin.run(OrderTransactionsDocument, { id }, options);
  if (!all.ok) return { kind: "failed", failure: all.failure };
  if (all.data.order?.updatedAt !== updatedAt) return { kind: "moved" };
  const { transactions: nodes, transactionsCount } = all.data.order;
  const count = transactionsCount?.count ?? nodes.length;
  if (count > TRANSACTIONS_MAX) return failed(`an order with ${count} transactions; ${TRANSACTIONS_MAX} can be read`);
  return nodes.length < count
    ? failed(`${nodes.length} of ${count} transactions of an order`)
    : { kind: "whole", nodes };
}

interface Rest {
  readonly customer: (FullOrder["customer"] & Pick<NonNullable<RestOrder["customer"]>, "defaultEmailAddress">) | null;
  readonly totalOutstandingSet: RestOrder["totalOutstandingSet"];
  readonly totalRefundedSet: RestOrder["totalRefundedSet"];
}
const NOTHING = { shopMoney: { amount: "0.0" } };

/** Asked only where needed: else no e-mail is missing, and nothing is refunded or unpaid. */
async function readRest(
  admin: AdminClient,
  id: string,
  order: FullOrder,
  options: CallOptions,
): Promise<{ readonly kind: "rest"; readonly fields: Rest } | Exclude<Read, { kind: "order" }>> {
  const { customer, updatedAt } = order;
  if (!needsRest(order)) {
    const withoutEmail = customer && { ...customer, defaultEmailAddress: null };
    return {
      kind: "rest",
      fields: { customer: withoutEmail, totalOutstandingSet: NOTHING, totalRefundedSet: NOTHING },
    };
  }
  const asked = await admin.run(OrderRestDocument, { id }, options);
  if (!asked.ok) return { kind: "failed", failure: asked.failure };
  const { order: rest } = asked.data;
  if (rest?.updatedAt !== updatedAt) return { kind: "moved" };
  const { totalOutstandingSet, totalRefundedSet } = rest;
  const email = rest.customer?.defaultEmailAddress ?? null;
  const withEmail = customer && { ...customer, defaultEmailAddress: email };
  return { kind: "rest", fields: { customer: withEmail, totalOutstandingSet, totalRefundedSet } };
}

const ORDER_FLOW: CallOptions = { priority: "orders" };
const failed = (message: string): { readonly kind: "failed"; readonly failure: AdminFailure } => ({
  kind: "failed",
  failure: { kind: "unknown", message },
});
