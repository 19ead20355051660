/**
 * Shopify's daily limit of new variants. From 50,000 variants in a shop on, Shopify allows 1,000 new ones a day; a shop
 * on Plus has no limit (notes of productCreate in the Admin schema; we assume the same limit for productSet). The hour
 * at which its day begins is not documented: ours is a UTC day, and variants made on the day of the crossing count.
 */
export const LIMIT_FROM = 50_000;
export const LIMIT_PER_DAY = 1_000;

export interface VariantCount {
  readonly plus: boolean;
  readonly shopVariantCount: number;
  /** Made today. */
  readonly createdToday: number;
  /** In bulk jobs that have not ended. */
  readonly underWay: number;
}

/**
 * New variants that may be made now; Infinity on Plus. A product is created whole, so one with several variants must be
 * able to cross the 50,000: the last places below them are no less than a day's rest.
 */
export function creationsRemaining({ plus, shopVariantCount, createdToday, underWay }: VariantCount): number {
  if (plus) return Number.POSITIVE_INFINITY;
  return Math.max(0, LIMIT_FROM - shopVariantCount - underWay, LIMIT_PER_DAY - createdToday - underWay);
}

export const isCapped = ({ plus, shopVariantCount }: Pick<VariantCount, "plus" | "shopVariantCount">): boolean =>
  !plus && shopVariantCount >= LIMIT_FROM;

export interface LimitPlan {
  /** Waiting variants that the limit holds back. */
  readonly beyond: number;
  /** Days until the last of them is created. */
  readonly days: number;
}

/** Null: the limit holds nothing back. */
export function limitPlan(count: Pick<VariantCount, "plus" | "shopVariantCount">, waiting: number): LimitPlan | null {
  if (count.plus) return null;
  const beyond = waiting - Math.max(0, LIMIT_FROM - count.shopVariantCount);
  return beyond <= 0 ? null : { beyond, days: Math.ceil(beyond / LIMIT_PER_DAY) };
}
