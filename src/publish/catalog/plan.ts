/** What the publish of a product consists of, without its calls. Pure: the lane sends it, the dry run shows it. */
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
 * The product is no longer wanted, but an earlier create may have succeeded although its response was lost. The lane
 * then looks it up in Shopify. The same applies if an earlier run found the product and stopped before it read its
 * variants.
 */
export const mayHaveLostResponse = (
  { productGid, createStartedAt, variants }: DueProduct,
  wanted: ShopProductResult | null,
): boolean => wanted?.kind !== "product" && (productGid === null ? createStartedAt !== null : variants.length === 0);

/**
 * The product was found by the ERP's number after a lost create response. Stored intents are ours; other values are
 * later merchant edits. Without stored intents, every value counts as ours.
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

/** Fields and tags of a product in Shopify that differ from the last accepted ones. */
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

/** The variants or option values differ from the last accepted set. */
export const isSetDue = ({ hashes }: ShopProduct, { sentSet }: Pick<Sent, "sentSet">): boolean =>
  sentSet !== hashes.set;

/** Barcode, weight or unit price of any variant differs from what was last accepted. */
export const areVariantsDue = (
  { hashes, isWeighed }: ShopProduct,
  { sentVariantsHash, unitPriceSent }: SentVariants,
): boolean => sentVariantsHash !== hashes.variants || unitPriceSent !== (isWeighed ? 1 : 0);

/**
 * Shopify may hold our price per kilogram: the goods were weighed when last sent, or a send as weighed has no known
 * outcome.
 */
export const mayBePerKilo = ({ unitPriceSent }: SentVariants): boolean => unitPriceSent === 1;

export interface OmittedSku {
  readonly sku: string;
  readonly reason: Omitted["reason"] | "variant-deleted";
}

/** SKUs left out of their product, each with its reason, including deleted variants that are only reported (C7). */
export function omittedOf(due: DueProduct, leftOut: readonly Omitted[]): readonly OmittedSku[] {
  const deleted =
    due.settings.variantDeleted === "report"
      ? due.skus.filter(({ sku, active }) => active && due.deletedSkus.includes(sku)).map(({ sku }) => sku)
      : [];
  return [...leftOut, ...deleted.map((sku) => ({ sku, reason: "variant-deleted" as const }))];
}

/** A variant of the complete set; `id` null means create. */
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
    // A status owned by the merchant starts as a draft; the merchant decides when to show the product.
    texts: owners.status === "merchant" ? { ...texts, status: "DRAFT" } : texts,
    tags: tags ?? [],
    lines: variants.filter(({ price }) => price !== null).map((variant) => ({ ...variant, id: null })),
  };
}

/** A variant in Shopify with its inventory item. */
export type LiveItem = Live & { readonly inventoryItemGid: string };

export interface SetPlanned {
  /** SKUs whose variant was found deleted and is only reported. */
  readonly deletedSkus: readonly string[];
  readonly plan:
    /** The product to send; deleted variants are left out where they are only reported. */
    | { readonly kind: "put"; readonly product: ShopProduct; readonly lines: readonly SetLine[] }
    | { readonly kind: "shrinks"; readonly live: number; readonly removed: readonly string[] }
    | {
        readonly kind: "refused";
        readonly reason: Extract<ShopProductResult, { kind: "refused" }>["reason"] | "product-deleted";
      };
}

/** Decides the variants of a product from those that Shopify currently has. */
export function planChange(due: DueProduct, given: ShopProduct, live: readonly LiveItem[], now: Instant): SetPlanned {
  const deletedSkus = deletedOf(due, live);
  // Variants of ERP SKUs that the hub does not know yet belong to the set, whatever changed since. A package switched
  // off meanwhile must not look like a shrinking set.
  const found = withFound(due, live);
  const wanted =
    deletedSkus.length > 0 ? desiredProduct(due, now, deletedSkus) : found === due ? null : desiredProduct(found, now);
  if (deletedSkus.length > 0 && wanted?.kind !== "product")
    return {
      deletedSkus,
      plan: { kind: "refused", reason: wanted?.kind === "refused" ? wanted.reason : "product-deleted" },
    };
  const product = wanted?.kind === "product" ? wanted.product : given;
  const known = new Map(due.variants.map(({ sku, variantGid }) => [sku, variantGid]));
  const barcodes = new Map(
    due.settings.matchBarcode ? product.variants.flatMap(({ sku, barcode }) => (barcode ? [[sku, barcode]] : [])) : [],
  );
  const skus = product.variants.map(({ sku }) => sku);
  const plan = planSet(skus, known, live, barcodes);
  if (plan.kind === "shrinks") return { deletedSkus, plan };
  // A deleted variant is created again only with a price; otherwise its price would be zero.
  const lines = product.variants
    .map((variant, index): SetLine => ({ ...variant, id: plan.ids[index] ?? null }))
    .filter(({ id, price }) => id !== null || price !== null);
  return {
    deletedSkus,
    plan: lines.length > 0 ? { kind: "put", product, lines } : { kind: "refused", reason: "no-price" },
  };
}

/** The hub's rows plus the variants found in Shopify after a lost create response. */
export function withFound(due: DueProduct, live: readonly LiveItem[]): DueProduct {
  const known = new Set(due.variants.map(({ sku }) => sku));
  const found = due.skus.flatMap(({ sku }) => {
    const variant = known.has(sku) ? undefined : live.find((item) => item.sku === sku);
    return variant ? [{ sku, variantGid: variant.id, inventoryItemGid: variant.inventoryItemGid }] : [];
  });
  return found.length === 0 ? due : { ...due, variants: [...due.variants, ...found] };
}

/** C7, setting `report`: deleted variants leave the set until an operator requests them again. */
function deletedOf(due: DueProduct, live: readonly Live[]): readonly string[] {
  if (due.settings.variantDeleted !== "report") return [];
  const ids = new Set(live.map(({ id }) => id));
  const skus = new Set(live.map(({ sku }) => sku));
  return due.variants.filter(({ sku, variantGid }) => !ids.has(variantGid) && !skus.has(sku)).map(({ sku }) => sku);
}

/**
 * The variant fields that the ERP owns; `once` means only when the variant is created.
 * @param isPerKilo `mayBePerKilo` of the product: an old price per kilogram is then removed
 */
export function variantParts(variant: ShopVariant, owners: Owners, isNew: boolean, isPerKilo: boolean) {
  const isGiven = (owner: Owners["barcode"]) => owner === "erp" || (owner === "once" && isNew);
  return {
    barcode: isGiven(owners.barcode) ? variant.barcode : undefined,
    weightG: isGiven(owners.weight) ? variant.weightG : undefined,
    deniesOverselling: isNew || owners.policy === "erp",
    isTaxable: isGiven(owners.taxable),
    unitPriceG: variant.unitPriceG ?? (!isNew && isPerKilo ? null : undefined),
  };
}
