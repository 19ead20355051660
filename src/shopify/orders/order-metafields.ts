import { OrderSummaryDocument, SetOrderMetafieldsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure, AdminResult } from "../client/result.ts";
import { FOLLOW_UP, glanceOf, type OrderGlance } from "./look.ts";

/** What of an order that the ERP has is worth a cheap look. */
export interface OrderSummary extends OrderGlance {
  readonly name: string;
  /** Our namespace's metafields, key → value. */
  readonly metafields: ReadonlyMap<string, string>;
}

/** Null: Shopify has no such order (any more). */
export async function readOrderSummary(admin: AdminClient, orderId: string): Promise<AdminResult<OrderSummary | null>> {
  const metafields = new Map<string, string>();
  let after: string | null = null;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const result: Awaited<ReturnType<typeof summaryPage>> = await summaryPage(admin, orderId, after);
    if (!result.ok) return result;
    const { order } = result.data;
    if (!order) return { ok: true, data: null };
    for (const { key, value } of order.metafields.nodes) metafields.set(key, value);
    const { name } = order;
    after = order.metafields.pageInfo.endCursor;
    if (!order.metafields.pageInfo.hasNextPage) return { ok: true, data: { name, ...glanceOf(order), metafields } };
  }
  return { ok: false, failure: { kind: "unknown", message: `more than ${PAGES_MAX} pages of an order's metafields` } };
}

/** Our namespace has a handful of fields; more pages than this are a paging error. */
const PAGES_MAX = 20;
const summaryPage = (admin: AdminClient, orderId: string, after: string | null) =>
  admin.run(OrderSummaryDocument, { id: `gid://shopify/Order/${orderId}`, after }, FOLLOW_UP);

export interface MetafieldToSet {
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

/** A call, and the one order that owns all its fields. */
const SET_POINTS = 20;

export type SetResult =
  /** `updatedAt`: the order's after the write; null when the answer does not say. */
  | { readonly kind: "set"; readonly updatedAt: string | null }
  /** Shopify refused a field: nothing of the call was written. */
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/**
 * Sets metafields in our namespace `erp` on an order, at most 25, all or none; what others put there is left alone.
 * Not repeated by the client: after a lost answer the caller looks at the order first, so that each is written once.
 */
export async function setOrderMetafields(
  admin: AdminClient,
  orderId: string,
  fields: readonly MetafieldToSet[],
): Promise<SetResult> {
  const metafields = fields.map((field) => ({
    ownerId: `gid://shopify/Order/${orderId}`,
    namespace: "erp",
    key: field.key,
    type: field.type,
    value: field.value,
  }));
  const result = await admin.run(
    SetOrderMetafieldsDocument,
    { metafields },
    {
      ...FOLLOW_UP,
      repeatable: false,
      costPoints: SET_POINTS,
    },
  );
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const errors = result.data.metafieldsSet?.userErrors ?? [];
  if (result.data.metafieldsSet === null) return { kind: "refused", message: "metafieldsSet: no answer" };
  const owner = result.data.metafieldsSet?.metafields?.[0]?.owner;
  if (errors.length === 0) return { kind: "set", updatedAt: owner?.updatedAt ?? null };
  return { kind: "refused", message: errors.map(({ code, message }) => `${code ?? "?"}: ${message}`).join("; ") };
}
