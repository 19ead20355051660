import { companiesReserving, companiesTouched, fulfillmentLocationOf } from "../rules/orders/fulfillment-location.ts";
import { reservationsOf, type Reservation } from "../rules/orders/reservations.ts";
import type { ShopOrder } from "../rules/orders/shop-order.ts";
import type { Instant } from "../ports.ts";
import { readSoldOrder } from "./sold-order.ts";

/** The goods that a submitted order has in Shopify now. */
export interface Goods {
  readonly sold: ShopOrder;
  /** Null: Shopify names no store for the order, so its reservation stays. */
  readonly goods: readonly Reservation[] | null;
  /** The one company of the order; null: none, or several. */
  readonly company: number | null;
  /** Companies where Shopify may have moved levels. */
  readonly touched: readonly number[];
}

/** Reads the hub once, or twice where a line shows another SKU than its variant's. */
export async function goodsOf(db: D1Database, order: ShopOrder, now: Instant): Promise<Goods> {
  const { placed, sold, hub } = await readSoldOrder(db, order, now);
  const place = fulfillmentLocationOf(placed, hub.companies);
  const company = "reason" in place ? null : place.company;
  const touched = companiesTouched(order, hub.companies);
  const isPending = "reason" in place && place.reason === "location-pending";
  const isNowhere = isPending || companiesReserving(placed, hub.companies).length === 0;
  if (!order.isCancelled && isNowhere) return { sold, goods: null, company, touched };
  return { sold, goods: reservationsOf(sold, hub.companies, hub.skus), company, touched };
}
