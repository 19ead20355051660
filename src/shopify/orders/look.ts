/** Looks at an order that the ERP has: cheap, and enough to recognise an edit. */
import { OrderLookDocument, OrderPartsDocument, OrderUpdatedAtDocument } from "../generated/operations.ts";
import { glanceDigest, partsDigest } from "../../rules/orders/shop-digest.ts";
import { parseCents } from "../../rules/brazil/money.ts";
import type { AdminClient, AdminResult, CallOptions } from "../client/result.ts";

/** Follow-up work of orders leaves room in the bucket for orders that the ERP does not have yet. */
export const FOLLOW_UP: CallOptions = { priority: "orders", isFollowUp: true };

export interface OrderGlance {
  readonly updatedAt: string;
  readonly isCancelled: boolean;
  /** Some money went back. */
  readonly isRefunded: boolean;
  /** Of the order's own fields (rules/orders/shop-digest.ts). */
  readonly digest: string;
}

const gid = (orderId: string): string => `gid://shopify/Order/${orderId}`;

/** Null: Shopify has no such order (any more). */
export async function lookAtOrder(admin: AdminClient, orderId: string): Promise<AdminResult<OrderGlance | null>> {
  const result = await admin.run(OrderLookDocument, { id: gid(orderId) }, FOLLOW_UP);
  if (!result.ok) return result;
  const { order } = result.data;
  if (!order) return { ok: true, data: null };
  return { ok: true, data: glanceOf(order) };
}

export const glanceOf = (
  order: Parameters<typeof glanceDigest>[0] & { readonly updatedAt: string; readonly cancelledAt?: string | null },
): OrderGlance => ({
  updatedAt: order.updatedAt,
  isCancelled: (order.cancelledAt ?? null) !== null,
  isRefunded: (parseCents(order.totalRefundedSet.shopMoney.amount) ?? 0) > 0,
  digest: glanceDigest(order),
});

/** When the order was last touched; null: Shopify has no such order (any more). */
export async function readUpdatedAt(admin: AdminClient, orderId: string): Promise<AdminResult<string | null>> {
  const result = await admin.run(OrderUpdatedAtDocument, { id: gid(orderId) }, FOLLOW_UP);
  return result.ok ? { ok: true, data: result.data.order?.updatedAt ?? null } : result;
}

/** Digest of the order's lists; null when one of them has a second page, or the order is not there: read it in full. */
export async function readOrderParts(
  admin: AdminClient,
  orderId: string,
): Promise<AdminResult<{ readonly updatedAt: string; readonly digest: string } | null>> {
  const result = await admin.run(OrderPartsDocument, { id: gid(orderId) }, FOLLOW_UP);
  if (!result.ok) return result;
  const { order } = result.data;
  if (!order) return { ok: true, data: null };
  const lists = [order.localizedFields, order.lineItems, order.fulfillmentOrders];
  if (lists.some(({ pageInfo }) => pageInfo.hasNextPage)) return { ok: true, data: null };
  return { ok: true, data: { updatedAt: order.updatedAt, digest: partsDigest(order) } };
}
