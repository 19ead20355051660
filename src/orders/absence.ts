import type { OrderRow } from "../hub/orders/orders.ts";
import { absenceOf } from "../rules/orders/reading/absence.ts";
import { readScopes } from "../shopify/setup/app-scopes.ts";
import type { OrderDeps } from "./step.ts";

/** Shopify has no such order: whether it is only too old for this app's scopes. The scopes are asked only then. */
export async function isOutOfReach({ clock, shopify }: OrderDeps, row: OrderRow): Promise<boolean> {
  if (absenceOf(row, clock.now()) === "deleted") return false;
  const scopes = await readScopes(shopify, "orders");
  return !scopes.ok || !scopes.data.has("read_all_orders");
}
