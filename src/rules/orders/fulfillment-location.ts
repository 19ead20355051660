import type { Hold } from "./holds.ts";
import type { ShopOrder } from "./shop-order.ts";

/** The company (loja) that ships an order, and whether the customer picks it up. */
export interface FulfillmentLocation {
  readonly company: number;
  readonly locationGid: string;
  readonly isPickup: boolean;
}

/**
 * Location that ships an order: that of its open fulfillment orders, or of all of them once none is open. An order
 * fulfilled by hand before its submit was still paid, and is billed like any other.
 */
export function fulfillmentLocationOf(
  order: ShopOrder,
  companies: ReadonlyMap<string, number>,
): FulfillmentLocation | Hold {
  const standing = order.fulfillmentOrders.filter(({ status }) => status !== "CANCELLED");
  const open = standing.filter(({ status }) => status !== "CLOSED" && status !== "INCOMPLETE");
  const considered = (open.length > 0 ? open : standing).filter(({ methodType }) => methodType !== "NONE");
  const chosen = considered.length > 0 ? considered : standing;
  const gids = [...new Set(chosen.flatMap(({ locationGid }) => locationGid ?? []))];
  const [locationGid] = gids;
  if (locationGid === undefined) return { reason: "location-pending" };
  if (gids.length > 1) return { reason: "several-locations", count: gids.length };
  const company = companies.get(locationGid);
  if (company === undefined) return { reason: "location-unmapped", locationGid };
  return { company, locationGid, isPickup: chosen.every(({ methodType }) => methodType === "PICK_UP") };
}

/**
 * Companies whose levels an order may have moved: those of all its fulfillment orders. Cancelled ones count too,
 * because Shopify returned the stock there. An order cancelled before it was routed may have moved any level.
 */
export function companiesTouched(order: ShopOrder, companies: ReadonlyMap<string, number>): readonly number[] {
  const gids = new Set(order.fulfillmentOrders.flatMap(({ locationGid }) => locationGid ?? []));
  const touched =
    gids.size === 0 && order.isCancelled ? companies.values() : [...gids].flatMap((gid) => companies.get(gid) ?? []);
  return [...new Set(touched)];
}
