/** How much of a product is kept back at a company: the most specific rule wins. Pure. */
import * as z from "zod";

const RULES_MAX = 2_000;
const MILLI_MAX = 1_000_000_000;
const COVER_DAYS_MAX = 60;
/** Days of our own orders that days of cover are computed from. */
export const SOLD_WINDOW_DAYS = 28;

const id = z.number().int().positive();

/** Of a company, a category with all below it, or a product; without any of them, of all. */
const safetyRule = z
  .strictObject({
    company: id.optional(),
    seqCategory: id.optional(),
    seqProduct: id.optional(),
    /** Thousandths of the base unit (kg or piece). */
    milli: z.number().int().min(0).max(MILLI_MAX).optional(),
    /** What our own orders sell in so many days at the company. */
    coverDays: z.number().positive().max(COVER_DAYS_MAX).optional(),
  })
  .refine(({ milli, coverDays }) => milli !== undefined || coverDays !== undefined, "needs milli or coverDays")
  .refine(
    ({ seqCategory, seqProduct }) => seqCategory === undefined || seqProduct === undefined,
    "names a category or a product, not both",
  );
export type SafetyRule = z.output<typeof safetyRule>;

const scopeOf = ({ company = 0, seqCategory = 0, seqProduct = 0 }: SafetyRule): string =>
  `${company} ${seqCategory} ${seqProduct}`;

export const safetyRules = z
  .array(safetyRule)
  .max(RULES_MAX)
  .refine((rules) => new Set(rules.map(scopeOf)).size === rules.length, "two rules are of the same goods");
export type SafetyRules = z.output<typeof safetyRules>;

export interface Placed {
  readonly company: number;
  readonly seqProduct: number;
  /** The product's category, then its ancestors up to the root. */
  readonly categories: readonly number[];
  /** Sold by our orders a day, thousandths of the base unit. */
  readonly soldADayMilli: number;
}

/**
 * A product before its category, a nearer category before one above it, and at each of these the company's own rule
 * before one of all companies. With both figures a rule keeps the greater one.
 * @returns null: no rule is about it, and the company's own safety stock holds
 */
export function safetyBy(rules: readonly SafetyRule[], place: Placed): number | null {
  let best: { readonly rule: SafetyRule; readonly rank: number } | null = null;
  for (const rule of rules) {
    const rank = rankOf(rule, place);
    if (rank !== null && (best === null || rank < best.rank)) best = { rule, rank };
  }
  if (best === null) return null;
  const { milli = 0, coverDays = 0 } = best.rule;
  return Math.min(MILLI_MAX, Math.max(milli, Math.ceil(coverDays * place.soldADayMilli)));
}

/** The smaller, the more specific; null: the rule is about other goods. */
function rankOf({ company, seqCategory, seqProduct }: SafetyRule, place: Placed): number | null {
  if (company !== undefined && company !== place.company) return null;
  const isOfAll = company === undefined ? 1 : 0;
  if (seqProduct !== undefined) return seqProduct === place.seqProduct ? isOfAll : null;
  if (seqCategory === undefined) return Number.MAX_SAFE_INTEGER - 1 + isOfAll;
  const depth = place.categories.indexOf(seqCategory);
  return depth < 0 ? null : 2 + 2 * depth + isOfAll;
}
