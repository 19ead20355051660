/** Hub rows of one product → what Shopify should show of it. Pure: the instant is passed in for the price alone. */
import { digestOf } from "./row-hash.ts";
import { priceAt, type ShopPrice } from "./shop-price.ts";
import { unitMilliOf, type PriceRow, type ProductRow, type SkuRow } from "./shop-rows.ts";
import { descriptionHtml, handleOf, optionValueOf, shopTitle } from "./shop-text.ts";

/** Shopify's limit of variants in one product. */
export const VARIANTS_MAX = 2048;
export const OPTION_NAME = "Embalagem";

export interface ShopVariant {
  readonly sku: string;
  readonly optionValue: string;
  readonly barcode: string | null;
  readonly weightG: number | null;
  /** Grams in one unit, for the price per kilogram; null for packaged goods. */
  readonly unitPriceG: number | null;
  /** Price at creation only; later the price lane's. Null: nothing publishable, so the variant must be there already. */
  readonly price: Extract<ShopPrice, { kind: "price" }> | null;
}

export interface ShopProduct {
  readonly seqProduct: number;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly handle: string;
  readonly status: "ACTIVE" | "DRAFT";
  /** The complete set, in order of package. */
  readonly variants: readonly ShopVariant[];
  readonly hashes: {
    /** Which variants there are and by what option values. */
    readonly set: string;
    /** Title, description, status. */
    readonly fields: string;
    /** Barcode, weight, unit price. */
    readonly variants: string;
    /** What turns an ERP quantity into units: a change makes the stock of all companies due. */
    readonly stock: string;
  };
}

export interface LeftOut {
  readonly sku: string;
  readonly reason: "price-missing" | "price-zero" | "not-on-sale";
}

export type ShopProductResult =
  | { readonly kind: "product"; readonly product: ShopProduct; readonly leftOut: readonly LeftOut[] }
  /** Nothing to show and nothing there: an inactive product that was never created. */
  | { readonly kind: "nothing" }
  | {
      readonly kind: "refused";
      readonly reason: "no-price" | "too-many-variants" | "no-title" | "no-sku" | "unit-wrong";
      readonly leftOut: readonly LeftOut[];
    };

export interface ProductParts {
  readonly product: ProductRow;
  readonly skus: readonly SkuRow[];
  readonly prices: ReadonlyMap<string, PriceRow>;
  /** SKUs that have a variant: they stay in the set whatever happens to their price or activity. */
  readonly existing: ReadonlySet<string>;
}

export function shopProduct({ product, skus, prices, existing }: ProductParts, now: number): ShopProductResult {
  if (existing.size === 0 && (!product.active || skus.every(({ active }) => !active)) && skus.length > 0)
    return { kind: "nothing" };
  const title = shopTitle(product.title);
  if (title === "") return refused("no-title");
  if (skus.length === 0) return product.active || existing.size > 0 ? refused("no-sku") : { kind: "nothing" };
  if (skus.some((sku) => unitMilliOf(product, sku) <= 0)) return refused("unit-wrong");

  const leftOut: LeftOut[] = [];
  const chosen: { readonly row: SkuRow; readonly price: ShopVariant["price"] }[] = [];
  for (const row of inOrder(skus)) {
    const price = priceAt(prices.get(row.sku) ?? null, product.weighed ? unitMilliOf(product, row) : null, now);
    if (price.kind === "invalid" && row.active && product.active) leftOut.push({ sku: row.sku, reason: price.reason });
    if (existing.has(row.sku)) chosen.push({ row, price: price.kind === "price" ? price : null });
    else if (row.active && price.kind === "price") chosen.push({ row, price });
  }
  if (chosen.length === 0) return refused("no-price", leftOut);
  if (chosen.length > VARIANTS_MAX) return refused("too-many-variants", leftOut);

  const names = uniqueNames(chosen.map(({ row }) => ({ sku: row.sku, name: optionValueOf(product, row) })));
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
  const html = descriptionHtml(product.description);
  return {
    kind: "product",
    leftOut,
    product: {
      seqProduct: product.seqProduct,
      title,
      descriptionHtml: html,
      handle: handleOf(title, product.seqProduct),
      status,
      variants,
      hashes: {
        set: hashOf(variants.map(({ sku, optionValue }) => [sku, optionValue])),
        fields: hashOf([title, html, status]),
        variants: hashOf(variants.map(({ sku, barcode, weightG, unitPriceG }) => [sku, barcode, weightG, unitPriceG])),
        stock: hashOf(chosen.map(({ row }) => [row.sku, unitMilliOf(product, row), product.active && row.active])),
      },
    },
  };
}

/** Raised when a rule makes other inputs of the same rows: all is then compared, and where it differs sent, again. */
const RULES = 1;
const hashOf = (inputs: readonly unknown[]): string => digestOf(JSON.stringify([RULES, ...inputs]));

const refused = (
  reason: Extract<ShopProductResult, { kind: "refused" }>["reason"],
  leftOut: readonly LeftOut[] = [],
): ShopProductResult => ({ kind: "refused", reason, leftOut });

const inOrder = (skus: readonly SkuRow[]): SkuRow[] =>
  skus.toSorted((a, b) => a.packageMilli - b.packageMilli || (a.sku < b.sku ? -1 : 1));

/** Option values must differ, and Shopify compares them without regard to case. */
function uniqueNames(given: readonly { readonly sku: string; readonly name: string }[]): string[] {
  const times = new Map<string, number>();
  for (const { name } of given) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1);
  return given.map(({ sku, name }) => ((times.get(name.toLowerCase()) ?? 0) > 1 ? `${name} (${sku})` : name));
}
