/** Price lists of the shop: the existing ones, a new one, and a whole one with its market and catalogue. */
import type { Deps } from "../deps.ts";
import type { Called } from "../shopify/client/user-errors.ts";
import {
  setupPriceList,
  type PriceListSetupResult,
  type Unclear,
  type WantedList,
} from "../shopify/prices/price-list-setup.ts";
import { createPriceList, readPriceLists } from "../shopify/prices/price-lists.ts";
import { withSetupLock, type InProgress } from "./with-setup-lock.ts";

export type PriceListSetup = PriceListSetupResult | InProgress;
export type { Unclear, WantedList };

export const listPriceLists = ({ shopify }: Pick<Deps, "shopify">) => readPriceLists(shopify);

/** @param catalogId the catalogue that shows the list; null: the merchant connects them later */
export const addPriceList = (
  { shopify }: Pick<Deps, "shopify">,
  { name, catalogId }: { readonly name: string; readonly catalogId: string | null },
): Promise<Called<string>> => createPriceList(shopify, name, catalogId);

/**
 * Creates or adopts the market, the catalogue and the list of one group of buyers; a repetition changes nothing. One
 * call at a time, for all groups: Shopify accepts any number of catalogues for the same buyers.
 */
export function preparePriceList(deps: Deps, wanted: WantedList): Promise<PriceListSetup> {
  return withSetupLock(deps, { name: "setup-price-list", afterUnknown: "wait" }, async (shopify) => {
    const result = await setupPriceList(shopify, wanted);
    if (result.kind === "stands") deps.log.info("price-list.ready", { gid: result.gid, made: result.made.join(",") });
    return result;
  });
}
