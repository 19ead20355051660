import { shopProduct, type ShopProductResult } from "../../rules/catalog/shop-product.ts";
import type { DueProduct } from "../../hub/catalog/shop-products.ts";
import type { Instant } from "../../ports.ts";

/** SKUs that would have a variant made now: for sale, with a price, and without one that the hub knows of. */
export function variantsToCreate(due: DueProduct, now: Instant): readonly string[] {
  const wanted = desiredProduct(due, now);
  if (wanted?.kind !== "product") return [];
  const there = new Set(due.variants.map(({ sku }) => sku));
  return wanted.product.variants.filter(({ sku, price }) => price !== null && !there.has(sku)).map(({ sku }) => sku);
}

/** What the hub's rows of a product come to. Null: the product's own record is not there. */
export function desiredProduct(due: DueProduct, now: Instant, gone: readonly string[] = []): ShopProductResult | null {
  const { product, skus, prices, variants, place, settings } = due;
  if (product === null) return null;
  const left = new Set([...due.gone, ...gone]);
  const existing = new Set(variants.map(({ sku }) => sku).filter((sku) => !left.has(sku)));
  const isReported = settings.variantDeleted === "report";
  const waiting = new Set(due.waiting?.skus);
  return shopProduct(
    { product, skus, prices, existing, gone: isReported ? left : new Set(), waiting, place, settings },
    now,
  );
}
