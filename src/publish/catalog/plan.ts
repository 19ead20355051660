/** What a product's publish comes to, apart from its calls. Pure: the lane sends it, the dry run shows it. */
import {
  fieldsAtCreation,
  fieldsDue,
  type Field,
  type FieldValues,
  type Owners,
} from "../../rules/catalog/field-ownership.ts";
import {
  type Omitted,
  type ShopProduct,
  type ShopProductResult,
  type ShopVariant,
} from "../../rules/catalog/shop-product.ts";
import { planSet, type LiveVariant as Live } from "../../rules/catalog/variant-set.ts";
import { areTagsDue } from "../../rules/catalog/tags.ts";
import type { DueProduct } from "../../hub/catalog/shop-products.ts";
import type { Instant } from "../../ports.ts";
import { desiredProduct } from "./desired.ts";

/**
 * The product is no longer wanted, but an earlier create call may have succeeded although its response was lost: Shopify is asked.
 * The same applies if an earlier run found the product and stopped before it read its variants.
 */
export const mayHaveLostResponse = (
  { productGid, createStartedAt, variants }: DueProduct,
  wanted: ShopProductResult | null,
): boolean => wanted?.kind !== "product" && (productGid === null ? createStartedAt !== null : variants.length === 0);

/**
 * Found in Shopify by the ERP's number: made by us, and nobody heard. What was noted before it was sent is ours, anything else
 * somebody has written since; where nothing was noted, whatever stands there is ours.
 */
export const adopted = (
  productGid: string,
  { sentValues }: Pick<DueProduct, "sentValues">,
): Pick<DueProduct, "productGid" | "createStartedAt" | "sentValues" | "sentTags"> => ({
  productGid,
  createStartedAt: null,
  sentValues,
  sentTags: null,
});

type Sent = Pick<DueProduct, "sentSet" | "sentFieldsHash" | "sentValues" | "sentTags" | "merchantFields">;
type SentVariants = Pick<DueProduct, "sentVariantsHash" | "unitPriceSent">;

/** Fields and tags of a product that stands in Shopify which are not what was last accepted. */
export function textsDue(
  { values, tags, hashes }: ShopProduct,
  sent: Sent,
  owners: Owners,
): { readonly fields: readonly Field[]; readonly areTags: boolean } {
  if (sent.sentFieldsHash === hashes.fields) return { fields: [], areTags: false };
  return {
    fields: fieldsDue(values, sent.sentValues, owners, new Set(sent.merchantFields)),
    areTags: tags !== null && areTagsDue(tags, sent.sentTags),
  };
}

/** Other variants, or other option values, than were last accepted. */
export const isSetDue = ({ hashes }: ShopProduct, { sentSet }: Pick<Sent, "sentSet">): boolean =>
  sentSet !== hashes.set;

/** Barcode, weight or unit price of one of its variants. */
export const areVariantsDue = (
  { hashes, isWeighed }: ShopProduct,
  { sentVariantsHash, unitPriceSent }: SentVariants,
): boolean => sentVariantsHash !== hashes.variants || unitPriceSent !== (isWeighed ? 1 : 0);

/** A price per kilogram of ours may stand there: goods by weight when they were last sent, or on their way as such. */
export const mayBePerKilo = ({ unitPriceSent }: SentVariants): boolean => unitPriceSent === 1;

export interface OmittedSku {
  readonly sku: string;
  readonly reason: Omitted["reason"] | "variant-deleted";
}

/** SKUs that do not go with their product, each with its reason. C7: deleted variants that are only reported are among them. */
export function omittedOf(due: DueProduct, leftOut: readonly Omitted[]): readonly OmittedSku[] {
  const deleted =
    due.settings.variantDeleted === "report"
      ? due.skus.filter(({ sku, active }) => active && due.gone.includes(sku)).map(({ sku }) => sku)
      : [];
  return [...leftOut, ...deleted.map((sku) => ({ sku, reason: "variant-deleted" as const }))];
}

/** A variant of the complete set; without id it is to be made. */
export type SetLine = ShopVariant & { readonly id: string | null };

export interface Creation {
  readonly fields: readonly Field[];
  readonly texts: FieldValues;
  readonly tags: readonly string[];
  readonly lines: readonly SetLine[];
}

export function planCreation({ values, tags, variants }: ShopProduct, owners: Owners): Creation {
  const fields = fieldsAtCreation(values, owners);
  const texts = Object.fromEntries(fields.map((field) => [field, values[field] ?? ""]));
  return {
    fields,
    // A status that is the merchant's begins as a draft: he decides when it is shown.
    texts: owners.status === "merchant" ? { ...texts, status: "DRAFT" } : texts,
    tags: tags ?? [],
    lines: variants.filter(({ price }) => price !== null).map((variant) => ({ ...variant, id: null })),
  };
}

/** A variant that stands in Shopify, and its item. */
export type LiveItem = Live & { readonly inventoryItemGid: string };

export interface SetPlanned {
  /** SKUs whose variant was found deleted, and that are only reported. */
  readonly gone: readonly string[];
  readonly plan:
    /** The product as it is made: without variants that somebody deleted, where those are only reported. */
    | { readonly kind: "put"; readonly product: ShopProduct; readonly lines: readonly SetLine[] }
    | { readonly kind: "shrinks"; readonly live: number; readonly removed: readonly string[] }
    | {
        readonly kind: "refused";
        readonly reason: Extract<ShopProductResult, { kind: "refused" }>["reason"] | "product-deleted";
      };
}

/** Which variants a product gets, now that it is known what Shopify really has. */
export function planChange(due: DueProduct, given: ShopProduct, live: readonly LiveItem[], now: Instant): SetPlanned {
  const gone = deletedOf(due, live);
  // Variants of the ERP's SKUs that stand there without the hub knowing them belong to the set whatever has become of them
  // since; a package that was switched off meanwhile must not look like a shrinking.
  const found = withFound(due, live);
  const wanted = gone.length > 0 ? desiredProduct(due, now, gone) : found === due ? null : desiredProduct(found, now);
  if (gone.length > 0 && wanted?.kind !== "product")
    return {
      gone,
      plan: { kind: "refused", reason: wanted?.kind === "refused" ? wanted.reason : "product-deleted" },
    };
  const product = wanted?.kind === "product" ? wanted.product : given;
  const known = new Map(due.variants.map(({ sku, variantGid }) => [sku, variantGid]));
  const barcodes = new Map(
    due.settings.matchBarcode ? product.variants.flatMap(({ sku, barcode }) => (barcode ? [[sku, barcode]] : [])) : [],
  );
  const skus = product.variants.map(({ sku }) => sku);
  const plan = planSet(skus, known, live, barcodes);
  if (plan.kind === "shrinks") return { gone, plan };
  // A variant that somebody deleted comes back only with a price: without one it would be made at nought.
  const lines = product.variants
    .map((variant, index): SetLine => ({ ...variant, id: plan.ids[index] ?? null }))
    .filter(({ id, price }) => id !== null || price !== null);
  return { gone, plan: lines.length > 0 ? { kind: "put", product, lines } : { kind: "refused", reason: "no-price" } };
}

/** The hub's rows with the variants that were found: of a creation whose answer was lost. */
export function withFound(due: DueProduct, live: readonly LiveItem[]): DueProduct {
  const known = new Set(due.variants.map(({ sku }) => sku));
  const found = due.skus.flatMap(({ sku }) => {
    const variant = known.has(sku) ? undefined : live.find((each) => each.sku === sku);
    return variant ? [{ sku, variantGid: variant.id, inventoryItemGid: variant.inventoryItemGid }] : [];
  });
  return found.length === 0 ? due : { ...due, variants: [...due.variants, ...found] };
}

/** C7, setting `report`: known variants that are not there any more leave the set until somebody asks for them. */
function deletedOf(due: DueProduct, live: readonly Live[]): readonly string[] {
  if (due.settings.variantDeleted !== "report") return [];
  const ids = new Set(live.map(({ id }) => id));
  const skus = new Set(live.map(({ sku }) => sku));
  return due.variants.filter(({ sku, variantGid }) => !ids.has(variantGid) && !skus.has(sku)).map(({ sku }) => sku);
}

/**
 * The fields of a variant that are the ERP's to give: once = only when the variant is made.
 * @param isPerKilo `mayBePerKilo` of the product: what may stand there is taken away once
 */
export function variantParts(variant: ShopVariant, owners: Owners, isNew: boolean, isPerKilo: boolean) {
  const isGiven = (owner: Owners["barcode"]) => owner === "erp" || (owner === "once" && isNew);
  return {
    barcode: isGiven(owners.barcode) ? variant.barcode : undefined,
    weightG: isGiven(owners.weight) ? variant.weightG : undefined,
    unitPriceG: variant.unitPriceG ?? (!isNew && isPerKilo ? null : undefined),
  };
}
