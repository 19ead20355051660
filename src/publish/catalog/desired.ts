import { shopProduct, type ShopProductResult } from "../../rules/catalog/shop-product.ts";
import type { DueProduct } from "../../hub/catalog/shop-products.ts";
import type { Instant } from "../../ports.ts";

/** SKUs that would get a new variant now: for sale, priced, and without a variant known to the hub. */
export function variantsToCreate(due: DueProduct, now: Instant): readonly string[] {
  const wanted = desiredProduct(due, now);
  if (wanted?.kind !== "product") return [];
  const existing = new Set(due.variants.map(({ sku }) => sku));
  return wanted.product.variants.filter(({ sku, price }) => price !== null && !existing.has(sku)).map(({ sku }) => sku);
}

/** The product that the hub's rows describe. Null: the product's own record is missing. */
export function desiredProduct(
  due: DueProduct,
  now: Instant,
  deletedSkus: readonly string[] = [],
): ShopProductResult | null {
  const { product, skus, prices, variants, classification, settings } = due;
  if (product === null) return null;
  const deleted = new Set([...due.deletedSkus, ...deletedSkus]);
  const existing = new Set(variants.map(({ sku }) => sku).filter((sku) => !deleted.has(sku)));
  const isReported = settings.variantDeleted === "report";
  const waiting = new Set(due.waiting?.skus);
  return shopProduct(
    {
      product,
      skus,
      prices,
      existing,
      deletedSkus: isReported ? deleted : new Set(),
      waiting,
      classification,
      settings,
    },
    now,
  );
}
