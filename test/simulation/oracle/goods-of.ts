/** Which goods of the ERP a write was about: a merchant may have typed another SKU over the variant's when it was written. */
import type { Effect } from "../../../sim/shopify/journal.ts";
import type { State } from "../../../sim/shopify/state.ts";

/** @returns the SKU that the variant bears at the end, once the product has put it right; where it is gone, the one it bore then */
export function goodsOf({ state }: { readonly state: State }): (effect: Effect) => string {
  const byId = new Map(
    [...state.variants.values()].flatMap(({ id, item }) => [[id, item.sku] as const, [item.id, item.sku] as const]),
  );
  return (effect) => byId.get(String(effect["item"] ?? effect["id"])) ?? String(effect["sku"]);
}
