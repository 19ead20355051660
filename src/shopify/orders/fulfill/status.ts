/** States on the way, by Shopify's own means. Neither write has a key. */
import {
  FulfillmentEventDocument,
  PreparedForPickupDocument,
  TagsAddDocument,
  TagsRemoveDocument,
} from "../../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../../client/result.ts";
import { calledOf, type Called } from "../../client/user-errors.ts";
import { FOLLOW_UP } from "../look.ts";

/** Shopify informs the customer of each by its own notifications, as the shop has set them. */
export type FulfillmentStatus = "OUT_FOR_DELIVERY" | "DELIVERED";

export async function addFulfillmentEvent(
  admin: AdminClient,
  fulfillmentId: string,
  status: FulfillmentStatus,
): Promise<Called<true>> {
  const result = await admin.run(
    FulfillmentEventDocument,
    { event: { fulfillmentId, status } },
    { ...FOLLOW_UP, repeatable: false },
  );
  return calledOf(
    result,
    (data) => data.fulfillmentEventCreate,
    ({ fulfillmentEvent }) => (fulfillmentEvent?.id ? true : null),
  );
}

/** Goods of these fulfillment orders wait for the customer: Shopify mails that they can be picked up. */
export async function markPrepared(admin: AdminClient, fulfillmentOrderIds: readonly string[]): Promise<Called<true>> {
  const input = {
    lineItemsByFulfillmentOrder: fulfillmentOrderIds.map((fulfillmentOrderId) => ({ fulfillmentOrderId })),
  };
  const result = await admin.run(PreparedForPickupDocument, { input }, { ...FOLLOW_UP, repeatable: false });
  return calledOf(
    result,
    (data) => data.fulfillmentOrderLineItemsPreparedForPickup,
    () => true,
  );
}

/** One tag stands, the others do not; the same again changes nothing. @returns the failure, or null */
export async function showStatusTag(
  admin: AdminClient,
  orderId: string,
  tag: string,
  others: readonly string[],
): Promise<AdminFailure | null> {
  const id = `gid://shopify/Order/${orderId}`;
  const added = await admin.run(TagsAddDocument, { id, tags: [tag] }, FOLLOW_UP);
  if (!added.ok) return added.failure;
  const removed = await admin.run(TagsRemoveDocument, { id, tags: [...others] }, FOLLOW_UP);
  return removed.ok ? null : removed.failure;
}
