/** What a mapping is chosen from. */
import type { Deps } from "../../deps.ts";
import { readShopLocations, type ShopLocation } from "../../shopify/setup/locations.ts";

/** Shopify's locations; null: Shopify did not answer, so a number is typed. */
export async function listLocations({ shopify }: Pick<Deps, "shopify">): Promise<readonly ShopLocation[] | null> {
  const read = await readShopLocations(shopify);
  return read.kind === "locations" ? read.locations : null;
}
