/** The promotion that a line was sold in, in the ERP's own prices: of a package, or of 1 kg. */
import type { StoredPrice } from "../../catalog/hub-rows.ts";
import { priceAt, promotionNow } from "../../prices/shop-price.ts";
import type { Goods } from "./goods.ts";

/** A price of the ERP that has a promotion. */
export type PromotionalPrice = StoredPrice & { readonly company: number; readonly sku: string };

export interface Promotion {
  readonly normalCents: number;
  readonly promoCents: number;
}

/**
 * The price list whose promotion was in force when the order was made and shows the price that the customer saw: that of
 * the order's own company first. Null: sold at a price of no promotion that the hub still knows.
 * @param createdAt epoch ms
 */
export function promotionOf(
  { line, key, isWeighed, unitMilli }: Goods,
  prices: readonly PromotionalPrice[],
  company: number,
  createdAt: number,
): Promotion | null {
  const own = (price: PromotionalPrice): number => (price.company === company ? 0 : 1);
  for (const price of prices.filter(({ sku }) => sku === key.sku).toSorted((a, b) => own(a) - own(b))) {
    const shown = priceAt(price, isWeighed ? unitMilli : null, createdAt);
    const { normalCents } = price;
    const promoCents = promotionNow(price, createdAt);
    const isPromoted = shown.kind === "price" && shown.compareAtCents !== null && promoCents !== null;
    if (isPromoted && shown.priceCents === line.unitPriceCents) return { normalCents, promoCents };
  }
  return null;
}
