/** Compares the attributes of the newest orders with those that the connector reads (docs/order-attributes.md). */
import type { Deps } from "../deps.ts";
import { readHubMapping } from "../hub/orders/mapping.ts";
import { checkAttributes, type CheckedAttribute } from "../rules/orders/people/attributes-check.ts";
import { storeOf } from "../rules/orders/reading/named-store.ts";
import { readAttributes } from "../shopify/orders/order-attributes.ts";

const ORDERS = 50;

export interface AttributesCheck {
  readonly orders: number;
  readonly attributes: readonly CheckedAttribute[];
}

/** Names and counts only; null: Shopify gave no answer. */
export async function checkShopAttributes({
  db,
  clock,
  shopify,
}: Pick<Deps, "db" | "clock" | "shopify">): Promise<AttributesCheck | null> {
  const read = await readAttributes(shopify, ORDERS);
  if (!read.ok) return null;
  const { rules, companies } = await readHubMapping(db, [], clock.now());
  const attributes = checkAttributes(read.data, rules, (value) => storeOf(value, companies) !== null);
  return { orders: read.data.length, attributes };
}
