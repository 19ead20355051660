import type { PromotionTerm, StoredPrice } from "../catalog/hub-rows.ts";
import { centsOfUnit } from "./unit-cents.ts";

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
  const normalCents = centsOfUnit(row.normalCents, weighedUnitMilli);
  if (normalCents <= 0) return { kind: "invalid", reason: "price-zero" };
  // A "promotion" at or above the normal price is none (a compare-at price must be a saving).
  const terms = termsOf(row)
    .map((term) => ({ ...term, cents: centsOfUnit(term.cents, weighedUnitMilli) }))
    .filter((term) => term.cents > 0 && term.cents < normalCents && !isEmpty(term) && !isOver(term, now));
  const changes = terms
    .flatMap(({ from, until }) => [from, until])
    .filter((at): at is number => at !== null && at > now);
  const nextChangeAt = changes.length === 0 ? null : Math.min(...changes);
  const inForce = terms.filter(({ from }) => from === null || now >= from);
  if (inForce.length === 0) return { kind: "price", priceCents: normalCents, compareAtCents: null, nextChangeAt };
  const priceCents = Math.min(...inForce.map(({ cents }) => cents));
  return { kind: "price", priceCents, compareAtCents: normalCents, nextChangeAt };
}

/** The ERP's own price in force: of the promotions that run now the lowest; null: none runs. */
export function promotionNow(row: StoredPrice, now: number): number | null {
  const running = termsOf(row).filter(
    (term) => !isEmpty(term) && !isOver(term, now) && (term.from === null || now >= term.from),
  );
  return running.length === 0 ? null : Math.min(...running.map(({ cents }) => cents));
}

const termsOf = ({ promoCents, promoFrom, promoUntil, later = [] }: StoredPrice): readonly PromotionTerm[] =>
  promoCents === null ? later : [{ cents: promoCents, from: promoFrom, until: promoUntil }, ...later];
const isOver = ({ until }: PromotionTerm, now: number): boolean => until !== null && now >= until;
const isEmpty = ({ from, until }: PromotionTerm): boolean => from !== null && until !== null && until <= from;
