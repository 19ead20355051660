/** What the price lane opens on the desk, of one price at one target or of a whole list. */
import { LINE_TRIES_MAX } from "../../rules/bulk/thresholds.ts";
import { REF, type DeskEntry } from "../../rules/record/desk-entry.ts";

const AREA = "publish-prices";

interface PriceKey {
  readonly target: string;
  readonly seqProduct: number;
  readonly sku: string;
}
/** Which price of which target. */
interface PriceScope extends PriceKey {
  readonly company: number;
  readonly segment: number;
}
interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** One price at one target, by the desk's columns. A target keeps its entries when it moves to another company. */
export const priceKey = ({ target, seqProduct, sku }: PriceKey) => ({ seqProduct, sku, ref: target });

export function priceEntry(place: PriceScope, reason: "price-missing" | "price-zero" | "not-on-sale"): DeskEntry {
  const { company, segment } = place;
  return { area: AREA, ...priceKey(place), reason, params: { company, segment } };
}

/** Both prices are the ERP's: of a package, or of 1 kg. A list or document may have lost the last one: off sale, or of a company before. */
export function dropEntry(
  place: PriceScope & { readonly sentPriceCents: number | null },
  lastCents: number,
  erpPriceCents: number,
): DeskEntry {
  const { company, segment, target, sentPriceCents } = place;
  const isEmpty = target !== REF.base && sentPriceCents === null;
  return {
    area: AREA,
    ...priceKey(place),
    reason: "price-drop",
    params: { company, segment, lastCents, erpPriceCents, isEmpty },
  };
}

/** A price that Shopify itself refused, with its code. */
export const refusedEntry = (key: PriceKey, { code, message }: Refusal): DeskEntry => ({
  area: AREA,
  ...priceKey(key),
  reason: "shopify-refused",
  params: { code },
  detail: message,
});

/** A line that failed and goes back to single calls. @param words Shopify's own */
export const lineEntry = (key: PriceKey, words: string): DeskEntry => ({
  area: AREA,
  ...priceKey(key),
  reason: "bulk-line-failed",
  params: {},
  detail: words,
});

/** B11: the same price fails again and again. */
export const deadLetterEntry = (key: PriceKey, words: string): DeskEntry => ({
  area: AREA,
  ...priceKey(key),
  reason: "bulk-dead-letter",
  params: { tries: LINE_TRIES_MAX },
  detail: words,
});

export const listKey = ({ target }: { readonly target: string }) => ({ ref: target });

/** A list that is no longer there, or of another currency. */
export function listEntry(
  list: { readonly target: string; readonly company: number; readonly segment: number },
  { code, message }: Refusal,
): DeskEntry {
  const { company, segment } = list;
  const reason = code === "PRICE_LIST_NOT_FOUND" ? "price-list-not-found" : "price-list-currency-mismatch";
  return { area: AREA, ...listKey(list), reason, params: { company, segment }, detail: message };
}

export const DEFINITION_KEY = { ref: REF.shopify };

export const definitionEntry = (errors: readonly { readonly message: string }[]): DeskEntry => ({
  area: AREA,
  ...DEFINITION_KEY,
  reason: "definition-refused",
  params: {},
  detail: errors.map(({ message }) => message).join("\n"),
});
