/** Desk entries of the catalogue lane for a product, SKU or collection. */
import { LIMIT_FROM, LIMIT_PER_DAY, type LimitPlan } from "../../rules/catalog/variant-limit.ts";
import { LINE_TRIES_MAX } from "../../rules/bulk/thresholds.ts";
import { categoryRef, REF, type DeskEntry } from "../../rules/record/desk-entry.ts";

const AREA = "publish-catalog";

type ProductReason = "no-price" | "no-title" | "no-sku" | "unit-wrong" | "too-many-variants" | "product-deleted";
export const productEntry = (seqProduct: number, reason: ProductReason): DeskEntry => ({
  area: AREA,
  seqProduct,
  reason,
  params: {},
});

type SkuReason = "price-missing" | "price-zero" | "not-on-sale" | "package-doubled" | "variant-deleted";
/** A SKU that is left out of its product. */
export const skuEntry = (seqProduct: number, sku: string, reason: SkuReason): DeskEntry => ({
  area: AREA,
  seqProduct,
  sku,
  reason,
  params: {},
});

const NAMED_MAX = 10;
export const shrinkEntry = (seqProduct: number, live: number, removed: readonly string[]): DeskEntry => ({
  area: AREA,
  seqProduct,
  reason: "set-shrinks",
  params: { live, removed: removed.length, skus: removed.slice(0, NAMED_MAX) },
});

interface Refusal {
  readonly code: string;
  readonly message: string;
}
export const refusedEntry = (seqProduct: number, { code, message }: Refusal): DeskEntry => ({
  area: AREA,
  seqProduct,
  reason: "shopify-refused",
  params: { code },
  detail: message,
});

/**
 * A failed bulk line; the product returns to single calls.
 * @param words Shopify's own message
 */
export const lineEntry = (seqProduct: number, words: string): DeskEntry => ({
  area: AREA,
  seqProduct,
  reason: "bulk-line-failed",
  params: {},
  detail: words,
});

/** B11: the same record has failed LINE_TRIES_MAX times. */
export const deadLetterEntry = (seqProduct: number, words: string): DeskEntry => ({
  area: AREA,
  seqProduct,
  reason: "bulk-dead-letter",
  params: { tries: LINE_TRIES_MAX },
  detail: words,
});

/** The desk columns that identify a category's collection. */
export const collectionKey = (seqCategory: number) => ({ ref: categoryRef(seqCategory) });

export const collectionRefusedEntry = (seqCategory: number, name: string, { code, message }: Refusal): DeskEntry => ({
  area: AREA,
  ...collectionKey(seqCategory),
  reason: "collection-refused",
  params: { name, code },
  detail: message,
});

export const collectionDeletedEntry = (seqCategory: number, name: string): DeskEntry => ({
  area: AREA,
  ...collectionKey(seqCategory),
  reason: "collection-deleted",
  params: { name },
});

export const baseMissingEntry = (): DeskEntry => ({
  area: AREA,
  ref: REF.base,
  reason: "base-target-missing",
  params: {},
});

export const channelMissingEntry = (missing: readonly string[]): DeskEntry => ({
  area: AREA,
  ref: REF.channels,
  reason: "channel-missing",
  params: { missing },
});

/** Shopify refused the definition that creates need. */
export const definitionEntry = (errors: readonly { readonly message: string }[]): DeskEntry => ({
  area: AREA,
  ref: REF.shopify,
  reason: "definition-refused",
  params: {},
  detail: errors.map(({ message }) => message).join("\n"),
});

export const noPublicationEntry = (titles: readonly string[]): DeskEntry => ({
  area: AREA,
  ref: REF.shopify,
  reason: "publication-missing",
  params: { titles },
});

/** C16: opened once, with the plan. */
export const variantPlanEntry = (inShop: number, waiting: number, { beyond, days }: LimitPlan): DeskEntry => ({
  area: AREA,
  ref: REF.variants,
  reason: "variant-cap",
  params: { inShop, waiting, beyond, days, from: LIMIT_FROM, perDay: LIMIT_PER_DAY },
});

export const creationsBlockedEntry = (): DeskEntry => ({
  area: AREA,
  ref: REF.variants,
  reason: "variant-cap-met",
  params: {},
});

export const unitPriceEntry = (): DeskEntry => ({
  area: AREA,
  ref: REF.unitPrice,
  reason: "unit-price-refused",
  params: {},
});
