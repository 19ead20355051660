/** The sale multiple that a line was sold with: what one Shopify unit of it weighs. */
import type { ShopLine } from "../shop-order.ts";

/** A multiple that Shopify showed; null: sold by the package. */
export interface ShownSince {
  /** Epoch ms. */
  readonly since: number;
  readonly multipleMilli: number | null;
}

/** What is known of a line's goods by weight. */
export interface Weighed {
  /** As the ERP has it now; null: packaged goods. */
  readonly multipleMilli: number | null;
  /** What Shopify showed, the oldest first; absent: never seen by weight. */
  readonly shown?: readonly ShownSince[];
}

export type SoldWeight =
  | { readonly kind: "sold"; readonly multipleMilli: number | null }
  /** The line and the hub name different weights, or neither names one for that time. */
  | { readonly kind: "unclear"; readonly named: number | null; readonly kept: number | null };

/**
 * Shopify may have shown a new multiple before the hub wrote it down (a lost response), so near a change the line's own
 * words decide.
 */
const NEAR_CHANGE_MS = 3_600_000;

/** When a line was sold. */
export interface SaleTime {
  /** Epoch ms. */
  readonly createdAt: number;
  /** A line may have been added later. */
  readonly isEdited: boolean;
}

/**
 * Two witnesses: the variant's title, which the line keeps as it was sold ("250 g"), and the multiple that Shopify showed
 * when the order was made. Where they differ, or neither speaks, an operator decides.
 */
export function soldWeight(
  { variantTitle }: Pick<ShopLine, "variantTitle">,
  { multipleMilli, shown = [] }: Weighed,
  { createdAt, isEdited }: SaleTime,
): SoldWeight {
  if (shown.length === 0 && multipleMilli === null) return { kind: "sold", multipleMilli: null };
  const named = weightIn(variantTitle ?? "");
  const before = shown.findLast(({ since }) => since <= createdAt);
  const kept = before ? before.multipleMilli : shown.length === 0 ? multipleMilli : null;
  const isNear = shown.some(({ since }) => since > 0 && Math.abs(since - createdAt) <= NEAR_CHANGE_MS);
  const isKnown = shown.length === 0 || before !== undefined;
  if (named === null)
    return isKnown && (!isNear || allEqual(shown))
      ? { kind: "sold", multipleMilli: kept }
      : { kind: "unclear", named, kept };
  if (isKnown && named === kept) return { kind: "sold", multipleMilli: named };
  const isOfOurs = named === multipleMilli || shown.some((each) => each.multipleMilli === named);
  return isOfOurs && (isNear || isEdited || !isKnown)
    ? { kind: "sold", multipleMilli: named }
    : { kind: "unclear", named, kept };
}

/** The first publish of a product is no change. */
const allEqual = (shown: readonly ShownSince[]): boolean => new Set(shown.map((each) => each.multipleMilli)).size <= 1;

/** Thousandths of a kg in "250 g" or "1,5 kg"; null: the text names no weight. */
export function weightIn(text: string): number | null {
  const [, number = "", unit = ""] = /^\s*(\d{1,6}(?:[.,]\d{1,3})?)\s*(g|kg)\b/i.exec(text) ?? [];
  if (number === "") return null;
  const milli = Math.round(Number(number.replace(",", ".")) * (unit.toLowerCase() === "kg" ? 1000 : 1));
  return milli > 0 ? milli : null;
}
