/** What of an order the customer fetches, where the rest is delivered: no field of the ERP's order says it, its note does. */
import type { ShopOrder } from "../../rules/orders/shop-order.ts";
import type { AdminClient, AdminFailure } from "../../shopify/client/result.ts";
import { readOrderToFulfill } from "../../shopify/orders/fulfill/fulfill.ts";

const PICKUP = "PICK_UP";
const isStanding = (status: string): boolean => status !== "CANCELLED" && status !== "CLOSED";

/** Asks Shopify only for an order of which some goods are fetched and others are not. */
export async function withPickedUp(
  shopify: AdminClient,
  order: ShopOrder,
): Promise<{ readonly order: ShopOrder } | { readonly failure: AdminFailure }> {
  const methods = new Set(
    order.fulfillmentOrders.filter(({ status }) => isStanding(status)).map(({ methodType }) => methodType),
  );
  if (methods.size < 2 || !methods.has(PICKUP)) return { order };
  const read = await readOrderToFulfill(shopify, order.orderId);
  if (!read.ok) return { failure: read.failure };
  const units = new Map<string, number>();
  for (const { method, status, lines } of read.data?.fulfillmentOrders ?? [])
    if (method === PICKUP && isStanding(status))
      for (const { title, remaining } of lines) units.set(title, (units.get(title) ?? 0) + remaining);
  const pickedUp = [...units].flatMap(([title, count]) => (count > 0 ? [{ title, units: count }] : []));
  return { order: { ...order, pickedUp } };
}
