/** The call with one product's base prices, and the result of each price. */
import type { DuePrice } from "../../hub/prices/shop-prices.ts";
import { setVariantPrices } from "../../shopify/prices/variant-prices.ts";
import type { AdminClient } from "../../shopify/client/result.ts";
import type { Intent, PricePage } from "./page.ts";

/** Shopify accepted exactly this price last. */
export const isShown = (row: DuePrice, price: Intent["price"]): boolean =>
  !row.outcomeUnknown && price.priceCents === row.sentPriceCents && price.compareAtCents === row.sentCompareCents;

/**
 * Sends the base prices of one product.
 * @param admin the lane's client, or one that records or replays the line of a bulk job
 */
export async function sendProduct(
  page: PricePage,
  productGid: string,
  group: readonly Intent[],
  admin: AdminClient,
): Promise<void> {
  const rows = group.map(({ row }) => row);
  if (page.failure || page.lane.outOfTime()) return page.pending(rows);
  const result = await setVariantPrices(
    admin,
    productGid,
    group.map(({ row, price }) => ({
      variantGid: row.variantGid,
      priceCents: price.priceCents,
      // P4: an unchanged value is omitted; P3: an ended promotion is cleared by null.
      compareAtCents:
        !row.outcomeUnknown && row.sentPriceCents !== null && price.compareAtCents === row.sentCompareCents
          ? undefined
          : price.compareAtCents,
    })),
  );
  if (result.kind === "failed") return page.failed(result.failure, rows);
  for (const [index, { row, price, erpPriceCents }] of group.entries()) {
    const outcome = result.value[index];
    if (outcome?.kind === "refused") page.refusedByShop(row, outcome);
    else page.recordSent(row, price, erpPriceCents);
  }
}
