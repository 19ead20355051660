import type { StoredPrice } from "../catalog/hub-rows.ts";

export type ShopPrice =
  | {
      readonly kind: "price";
      readonly priceCents: number;
      /** Shown struck through; null = no promotion now. Always above the price. */
      readonly compareAtCents: number | null;
      /** When this result changes without a change in the ERP: a promotion begins or ends. */
      readonly nextChangeAt: number | null;
    }
  | { readonly kind: "invalid"; readonly reason: "price-missing" | "price-zero" | "not-on-sale" };

/**
 * Shopify's price of one unit now. A missing, zero or negative price is never published (invariant 7).
 * @param weighedUnitMilli thousandths of a kg in one unit when the price is of 1 kg; null for packaged goods
 */
export function priceAt(row: StoredPrice | null, weighedUnitMilli: number | null, now: number): ShopPrice {
  if (row === null) return { kind: "invalid", reason: "price-missing" };
  if (!row.onSale) return { kind: "invalid", reason: "not-on-sale" };
  const normalCents = ofUnit(row.normalCents, weighedUnitMilli);
  if (normalCents <= 0) return { kind: "invalid", reason: "price-zero" };
  const promoCents = row.promoCents === null ? 0 : ofUnit(row.promoCents, weighedUnitMilli);
  // A "promotion" at or above the normal price is none (a compare-at price must be a saving).
  const isPromotion = promoCents > 0 && promoCents < normalCents && !isEmpty(row);
  if (!isPromotion || (row.promoUntil !== null && now >= row.promoUntil))
    return { kind: "price", priceCents: normalCents, compareAtCents: null, nextChangeAt: null };
  if (row.promoFrom !== null && now < row.promoFrom)
    return { kind: "price", priceCents: normalCents, compareAtCents: null, nextChangeAt: row.promoFrom };
  return { kind: "price", priceCents: promoCents, compareAtCents: normalCents, nextChangeAt: row.promoUntil };
}

const isEmpty = ({ promoFrom, promoUntil }: StoredPrice): boolean =>
  promoFrom !== null && promoUntil !== null && promoUntil <= promoFrom;

/** Of one kg → of one unit, half a cent up. Exact: integers only. */
function ofUnit(cents: number, weighedUnitMilli: number | null): number {
  if (weighedUnitMilli === null) return cents;
  const product = cents * weighedUnitMilli;
  if (!Number.isSafeInteger(product))
    throw new RangeError(`${cents} cents × ${weighedUnitMilli} thousandths is too large`);
  const rest = product % 1000;
  return (product - rest) / 1000 + (rest >= 500 ? 1 : 0);
}
