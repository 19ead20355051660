/** The store that an attribute of the order names, in place of the location that Shopify assigned. */
import { attributeValue } from "../people/promise.ts";
import type { OrderRules } from "../settings.ts";
import type { ShopOrder } from "../shop-order.ts";

/**
 * Apps for pickup let the customer choose a store, and Shopify assigns the order to the location that ships online.
 * By rule the named store counts: a location's id, its gid, or the number of a company. A value that names none is an
 * unmapped location, so the order waits for an operator.
 */
export function atNamedStore(
  order: ShopOrder,
  companies: ReadonlyMap<string, number>,
  { storeAttributes }: OrderRules,
): ShopOrder {
  if (storeAttributes.length === 0) return order;
  const value = attributeValue(order.customAttributes, storeAttributes);
  if (value === "") return order;
  const locationGid = storeOf(value, companies) ?? `store:${value.slice(0, 40)}`;
  return { ...order, fulfillmentOrders: order.fulfillmentOrders.map((each) => ({ ...each, locationGid })) };
}

/** The location that a value names; null: none that is mapped. */
export function storeOf(value: string, companies: ReadonlyMap<string, number>): string | null {
  const gid = value.startsWith("gid://") ? value : `gid://shopify/Location/${value}`;
  if (companies.has(gid)) return gid;
  return [...companies].find(([, company]) => String(company) === value)?.[0] ?? null;
}
