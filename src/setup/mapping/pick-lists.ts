/** What a mapping is chosen from. */
import type { Deps } from "../../deps.ts";
import { listErpCompanies, type ErpCompany } from "./both-sides.ts";
import { readShopLocations, type ShopLocation } from "../../shopify/setup/locations.ts";

/** Shopify's locations; null: Shopify did not answer, so a number is typed. */
export async function listLocations({ shopify }: Pick<Deps, "shopify">): Promise<readonly ShopLocation[] | null> {
  const read = await readShopLocations(shopify);
  return read.kind === "locations" ? read.locations : null;
}

/** Active companies of the ERP that have no mapping yet; null: the ERP gave no list, so a number is typed. */
export async function listUnmapped(
  deps: Pick<Deps, "erp">,
  mapped: readonly { readonly company: number }[],
): Promise<readonly ErpCompany[] | null> {
  const known = new Set(mapped.map(({ company }) => company));
  const listed = await listErpCompanies(deps).catch(() => null);
  return listed?.filter(({ company, active }) => active && !known.has(company)) ?? null;
}
