/** Desk entries of the price lane, for one price at one target or for a whole list. */
import { LINE_TRIES_MAX } from "../../rules/bulk/thresholds.ts";
import { REF, type DeskEntry } from "../../rules/record/desk-entry.ts";

const AREA = "publish-prices";

interface PriceKey {
  readonly target: string;
  readonly seqProduct: number;
  readonly sku: string;
}
/** A price at a target, with its company and segment. */
interface PriceScope extends PriceKey {
  readonly company: number;
  readonly segment: number;
}
interface Refusal {
  readonly code: string;
  readonly message: string;
}

/**
 * The desk columns that identify one price at one target. A target keeps its entries when it moves to another company.
 */
export const priceKey = ({ target, seqProduct, sku }: PriceKey) => ({ seqProduct, sku, ref: target });

export function priceEntry(price: PriceScope, reason: "price-missing" | "price-zero" | "not-on-sale"): DeskEntry {
  const { company, segment } = price;
  return { area: AREA, ...priceKey(price), reason, params: { company, segment } };
}

/**
 * Both prices are ERP prices, of a package or of 1 kg. A list or document may hold none: off sale, or mapped to another
 * company before.
 */
export function dropEntry(
  price: PriceScope & { readonly sentPriceCents: number | null },
  lastCents: number,
  erpPriceCents: number,
): DeskEntry {
  const { company, segment, target, sentPriceCents } = price;
  const isEmpty = target !== REF.base && sentPriceCents === null;
  return {
    area: AREA,
    ...priceKey(price),
    reason: "price-drop",
    params: { company, segment, lastCents, erpPriceCents, isEmpty },
  };
}

/** A price that Shopify refused, with its code. */
export const refusedEntry = (key: PriceKey, { code, message }: Refusal): DeskEntry => ({
  area: AREA,
  ...priceKey(key),
  reason: "shopify-refused",
  params: { code },
  detail: message,
});

/**
 * A failed bulk line; the price returns to single calls.
 * @param words Shopify's own message
 */
export const lineEntry = (key: PriceKey, words: string): DeskEntry => ({
  area: AREA,
  ...priceKey(key),
  reason: "bulk-line-failed",
  params: {},
  detail: words,
});

/** B11: the same price has failed LINE_TRIES_MAX times. */
export const deadLetterEntry = (key: PriceKey, words: string): DeskEntry => ({
  area: AREA,
  ...priceKey(key),
  reason: "bulk-dead-letter",
  params: { tries: LINE_TRIES_MAX },
  detail: words,
});

export const listKey = ({ target }: { readonly target: string }) => ({ ref: target });

/** A list that was deleted or has another currency. */
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
