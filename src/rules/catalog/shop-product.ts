/** Hub rows of one product → its desired state in Shopify. Pure: only the price needs the instant. */
import type { CatalogSettings } from "./settings.ts";
import type { CategoryNode } from "./category-path.ts";
import { creationPrice, type CreationPrice, type LastPrice } from "../prices/creation-price.ts";
import { digestOf } from "../record/row-hash.ts";
import { pathText } from "./collection.ts";
import type { FieldValues } from "./field-ownership.ts";
import { unitMilliOf, type StoredPrice, type StoredProduct, type StoredSku } from "./hub-rows.ts";
import { isAllCapitals, shownName, type NameRules } from "./names.ts";
import { tagsOf } from "./tags.ts";
import { descriptionHtml, handleOf, optionValueOf, seoOf, shopTitle } from "./texts.ts";

/** Shopify's limit of variants in one product. */
export const VARIANTS_MAX = 2048;
const OPTION_NAME = "Embalagem";
/** Shopify's own: with these, `hasOnlyDefaultVariant` is true and a theme shows no option. */
const NO_OPTION = { name: "Title", value: "Default Title" } as const;

/** The value of a variant's option as a customer sees it; null: the product shows no option. */
export const shownOption = (value: string): string | null => (value === NO_OPTION.value ? null : value);

export interface ShopVariant {
  readonly sku: string;
  readonly optionValue: string;
  readonly barcode: string | null;
  readonly weightG: number | null;
  /** Grams in one unit, for the price per kilogram; null for packaged goods. */
  readonly unitPriceG: number | null;
  /** Price at creation only; later the price lane's. Null: nothing publishable, so the variant must be there already. */
  readonly price: CreationPrice | null;
}

export interface ShopProduct {
  readonly seqProduct: number;
  readonly title: string;
  readonly handle: string;
  readonly status: "ACTIVE" | "DRAFT";
  /** The ERP's value of each field; a field without a value (yet) is absent. */
  readonly values: FieldValues;
  /** All tags of ours; null: the product's category is not in the hub yet. */
  readonly tags: readonly string[] | null;
  /** Sold by weight: its variants show a price per kilogram. */
  readonly isWeighed: boolean;
  /** The one option of the product. */
  readonly optionName: string;
  /** The complete set, in order of package. */
  readonly variants: readonly ShopVariant[];
  readonly hashes: {
    /** Fingerprint of the variants and their option values. */
    readonly set: string;
    /** Every field, its owner, and the tags. */
    readonly fields: string;
    /** Barcode, weight and unit price. */
    readonly variants: string;
    /** Factors from ERP quantity to units: a change makes the stock of all companies due. */
    readonly stock: string;
  };
}

export interface Omitted {
  readonly sku: string;
  readonly reason: "price-missing" | "price-zero" | "not-on-sale" | "package-doubled";
}

export type ShopProductResult =
  | { readonly kind: "product"; readonly product: ShopProduct; readonly leftOut: readonly Omitted[] }
  /** Inactive and never created: no product to show. */
  | { readonly kind: "nothing" }
  | {
      readonly kind: "refused";
      readonly reason: "no-price" | "too-many-variants" | "no-title" | "no-sku" | "unit-wrong";
      readonly leftOut: readonly Omitted[];
    };

export interface ProductParts {
  readonly product: StoredProduct;
  readonly skus: readonly StoredSku[];
  /** Without `last`: never published. */
  readonly prices: ReadonlyMap<string, StoredPrice & { readonly last?: LastPrice }>;
  /** SKUs that have a variant: they stay in the set regardless of their price or activity. */
  readonly existing: ReadonlySet<string>;
  /** SKUs whose variant was deleted by hand in Shopify and is only reported. */
  readonly deletedSkus: ReadonlySet<string>;
  /** SKUs for which no variant may be created today. */
  readonly waiting: ReadonlySet<string>;
  readonly classification: {
    /** Null: no brand, or one that the hub does not have yet. */
    readonly brandName: string | null;
    /** Root first; empty likewise. */
    readonly categoryPath: readonly CategoryNode[];
    /** The category of Shopify's taxonomy that its path is mapped to. */
    readonly taxonomyGid: string | null;
  };
  readonly settings: CatalogSettings;
}

export function shopProduct(parts: ProductParts, now: number): ShopProductResult {
  const { product, prices, existing, deletedSkus, waiting, settings } = parts;
  const skus = parts.skus.filter(({ sku }) => !deletedSkus.has(sku));
  if (existing.size === 0 && (!product.active || skus.every(({ active }) => !active)) && skus.length > 0)
    return { kind: "nothing" };
  const title = shopTitle(shownName(product.title, settings));
  if (title === "") return refused("no-title");
  if (skus.length === 0) return product.active || existing.size > 0 ? refused("no-sku") : { kind: "nothing" };
  if (skus.some((sku) => unitMilliOf(product, sku) <= 0)) return refused("unit-wrong");

  const leftOut: Omitted[] = [];
  const candidates: { readonly row: StoredSku; readonly price: ShopVariant["price"] }[] = [];
  for (const row of inOrder(skus)) {
    const price = creationPrice(product, row, prices.get(row.sku) ?? null, now);
    if (price.kind === "invalid" && row.active && product.active) leftOut.push({ sku: row.sku, reason: price.reason });
    if (existing.has(row.sku)) candidates.push({ row, price: price.kind === "price" ? price : null });
    else if (row.active && price.kind === "price" && !waiting.has(row.sku)) candidates.push({ row, price });
  }
  const chosen = withoutDoubles(
    candidates,
    ({ row }) => optionValueOf(product, row),
    ({ row }) => existing.has(row.sku),
    ({ row }) => leftOut.push({ sku: row.sku, reason: "package-doubled" }),
  );
  if (chosen.length === 0) return refused("no-price", leftOut);
  if (chosen.length > VARIANTS_MAX) return refused("too-many-variants", leftOut);

  // One package is no choice. Of goods by weight the option says what one unit is, and orders are read by it.
  const hasOption = chosen.length > 1 || product.weighed;
  const names = hasOption
    ? uniqueNames(chosen.map(({ row }) => ({ sku: row.sku, name: optionValueOf(product, row) })))
    : [NO_OPTION.value];
  const variants = chosen.map(({ row, price }, index): ShopVariant => {
    const unitMilli = unitMilliOf(product, row);
    return {
      sku: row.sku,
      optionValue: names[index] ?? row.sku,
      barcode: row.ean,
      weightG: product.weighed ? unitMilli : row.weightG, // a thousandth of a kg is a gram
      unitPriceG: product.weighed ? unitMilli : null,
      price,
    };
  });
  const status = product.active && chosen.some(({ row }) => row.active) ? "ACTIVE" : "DRAFT";
  const { values, tags } = fieldsOf(parts, title, status);
  const owned = (variant: ShopVariant) => [
    variant.sku,
    settings.owners.barcode === "erp" ? variant.barcode : null,
    settings.owners.weight === "erp" ? variant.weightG : null,
    variant.unitPriceG,
  ];
  return {
    kind: "product",
    leftOut,
    product: {
      seqProduct: product.seqProduct,
      title,
      handle: handleOf(title, product.seqProduct),
      status,
      values,
      tags,
      isWeighed: product.weighed,
      optionName: hasOption ? OPTION_NAME : NO_OPTION.name,
      variants,
      hashes: {
        set: hashOf(variants.map(({ sku, optionValue }) => [sku, optionValue])),
        fields: hashOf([values, tags, settings.owners]),
        variants: hashOf(variants.map(owned)),
        stock: hashOf(chosen.map(({ row }) => [row.sku, unitMilliOf(product, row), product.active && row.active])),
      },
    },
  };
}

function fieldsOf(
  { product, classification, settings }: ProductParts,
  title: string,
  status: string,
): Pick<ShopProduct, "values" | "tags"> {
  const { brandName, categoryPath } = classification;
  const html = descriptionHtml(shownDescription(product.description, settings));
  const seo = seoOf(title, html);
  // The product names a brand or category that the hub does not have yet: the field stays absent until it arrives.
  const isBrandKnown = product.seqBrand === null || brandName !== null;
  const isCategoryKnown = product.seqCategory === null || categoryPath.length > 0;
  const keywords = settings.keywordTags ? product.keywords : null;
  return {
    values: {
      title,
      description: html,
      seoTitle: seo.title,
      seoDescription: seo.description,
      status,
      ...(isBrandKnown ? { vendor: brandName ?? "" } : {}),
      ...(isCategoryKnown
        ? {
            productType: categoryPath.at(-1)?.name ?? "",
            path: pathText(categoryPath),
            taxonomy: classification.taxonomyGid ?? "",
          }
        : {}),
    },
    tags: isCategoryKnown ? tagsOf(categoryPath, keywords) : null,
  };
}

/** A description of one line in capitals is a name of the ERP's (products.ts), and is shown like one. */
const shownDescription = (text: string | null, rules: NameRules): string | null =>
  text !== null && !text.includes("\n") && text.length <= 255 && isAllCapitals(text) ? shownName(text, rules) : text;

/**
 * Raised when a rule derives other inputs from the same rows: every product is then compared, and sent where it
 * differs.
 */
const RULES = 2;
const hashOf = (inputs: readonly unknown[]): string => digestOf(JSON.stringify([RULES, ...inputs]));

const refused = (
  reason: Extract<ShopProductResult, { kind: "refused" }>["reason"],
  leftOut: readonly Omitted[] = [],
): ShopProductResult => ({ kind: "refused", reason, leftOut });

const inOrder = (skus: readonly StoredSku[]): StoredSku[] =>
  skus.toSorted((a, b) => a.packageMilli - b.packageMilli || (a.sku < b.sku ? -1 : 1));

/**
 * Two packages with one name would be the same option value. Existing variants stay. Of the new ones, the first is
 * created if none exists, and the others are refused: with an invented name customers could not distinguish the
 * packages.
 */
function withoutDoubles<T>(
  candidates: readonly T[],
  nameOf: (each: T) => string,
  isThere: (each: T) => boolean,
  refuse: (each: T) => void,
): readonly T[] {
  const taken = new Set(candidates.filter(isThere).map((each) => nameOf(each).toLowerCase()));
  return candidates.filter((each) => {
    if (isThere(each)) return true;
    const name = nameOf(each).toLowerCase();
    if (!taken.has(name)) return taken.add(name);
    refuse(each);
    return false;
  });
}

/** Existing variants whose packages later received the same name in the ERP. Shopify compares without case. */
function uniqueNames(given: readonly { readonly sku: string; readonly name: string }[]): string[] {
  const times = new Map<string, number>();
  for (const { name } of given) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1);
  return given.map(({ sku, name }) => ((times.get(name.toLowerCase()) ?? 0) > 1 ? `${name} (${sku})` : name));
}
