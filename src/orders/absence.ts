import type { Deps } from "../deps.ts";
import { absenceOf, type KnownOrder } from "../rules/orders/reading/absence.ts";
import { readScopes } from "../shopify/setup/app-scopes.ts";

/** Shopify has no such order: whether it is only too old for this app's scopes. The scopes are asked only then. */
export async function isOutOfReach(
  { clock, shopify }: Pick<Deps, "clock" | "shopify">,
  known: KnownOrder,
): Promise<boolean> {
  if (absenceOf(known, clock.now()) === "deleted") return false;
  const scopes = await readScopes(shopify, "orders");
  return !scopes.ok || !scopes.data.has("read_all_orders");
}
