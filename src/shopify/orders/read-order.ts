import { OrderFullDocument, OrderLinesDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";

export type OrderRead =
  /** As Shopify answered, with the lines of all pages in `lineItems.nodes`; src/rules/orders/shop-order.ts reads it. */
  | { readonly kind: "order"; readonly order: unknown }
  | { readonly kind: "notThere" }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/** Shopify takes 500 lines in an order; more than ten pages of lines is a paging error. */
const PAGES_MAX = 20;
const STARTS_MAX = 3;

/**
 * Reads an order whole. An order that changes between two pages of its lines is read again from the start, since half of
 * one state and half of another is no order at all.
 */
export async function readOrder(admin: AdminClient, orderId: string): Promise<OrderRead> {
  for (let start = 1; start <= STARTS_MAX; start += 1) {
    const read = await readOnce(admin, `gid://shopify/Order/${orderId}`);
    if (read.kind !== "moved") return read;
  }
  const message = `order ${orderId} changed while its lines were read, ${STARTS_MAX} times`;
  return { kind: "failed", failure: { kind: "unknown", message } };
}

async function readOnce(admin: AdminClient, id: string): Promise<OrderRead | { readonly kind: "moved" }> {
  const first = await admin.run(OrderFullDocument, { id }, { priority: "orders" });
  if (!first.ok) return { kind: "failed", failure: first.failure };
  const { order } = first.data;
  if (!order) return { kind: "notThere" };
  const lines = [...order.lineItems.nodes];
  let { pageInfo } = order.lineItems;
  for (let page = 2; pageInfo.hasNextPage && pageInfo.endCursor !== null; page += 1) {
    if (page > PAGES_MAX)
      return {
        kind: "failed",
        failure: { kind: "unknown", message: `order with more than ${PAGES_MAX} pages of lines` },
      };
    const next = await admin.run(OrderLinesDocument, { id, after: pageInfo.endCursor }, { priority: "orders" });
    if (!next.ok) return { kind: "failed", failure: next.failure };
    if (next.data.order?.updatedAt !== order.updatedAt) return { kind: "moved" };
    lines.push(...next.data.order.lineItems.nodes);
    pageInfo = next.data.order.lineItems.pageInfo;
  }
  return { kind: "order", order: { ...order, lineItems: { nodes: lines } } };
}
