import type { Hold } from "./holds.ts";
import type { ShopOrder } from "./shop-order.ts";

/** The company (loja) that ships an order, and whether the customer picks it up. */
export interface FulfillmentLocation {
  readonly company: number;
  readonly locationGid: string;
  readonly isPickup: boolean;
  /** Shopify's delivery method of the first part; null: it has none. */
  readonly method: string | null;
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
  const held = standing.filter(({ status }) => status === "ON_HOLD");
  const open = standing.filter(({ status }) => status !== "CLOSED" && status !== "INCOMPLETE");
  // A part that one store has fulfilled stays that store's: the rest at another one makes two stores.
  const fulfilledAt = standing.flatMap(({ status, locationGid }) => (status === "CLOSED" ? (locationGid ?? []) : []));
  const considered = (open.length > 0 ? open : standing).filter(({ methodType }) => methodType !== "NONE");
  const chosen = considered.length > 0 ? considered : standing;
  const [locationGid] = chosen.flatMap((each) => each.locationGid ?? []);
  if (locationGid === undefined) return { reason: "location-pending" };
  const gids = [...new Set([...chosen.flatMap((each) => each.locationGid ?? []), ...fulfilledAt])];
  if (gids.length > 1) return { reason: "several-locations", count: gids.length };
  if (held.length > 0) return { reason: "fulfillment-on-hold" };
  const company = companies.get(locationGid);
  if (company === undefined) return { reason: "location-unmapped", locationGid };
  return {
    company,
    locationGid,
    isPickup: chosen.every(({ methodType }) => methodType === "PICK_UP"),
    method: chosen[0]?.methodType ?? null,
  };
}

/**
 * Companies that keep stock for an order. Several stores: each of them keeps all of it, because an order does not say
 * which store sends how much. No location yet: any company may get it, so each keeps it until Shopify has decided. A
 * quantity kept twice is sold later; one kept nowhere is sold twice.
 */
export function companiesReserving(order: ShopOrder, companies: ReadonlyMap<string, number>): readonly number[] {
  const place = fulfillmentLocationOf(order, companies);
  if (!("reason" in place)) return [place.company];
  if (place.reason === "location-pending") return [...new Set(companies.values())];
  if (place.reason !== "several-locations" && place.reason !== "fulfillment-on-hold") return []; // none of ours
  const standing = order.fulfillmentOrders.filter(({ status }) => status !== "CANCELLED");
  const gids = standing.flatMap(({ locationGid }) => locationGid ?? []);
  return [...new Set(gids.flatMap((gid) => companies.get(gid) ?? []))];
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
