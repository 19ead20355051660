import { shopProduct, type ShopProductResult } from "../catalog/shop-product.ts";
import type { DueProduct } from "../hub/shop-products.ts";
import type { Instant } from "../ports.ts";

/** What the hub's rows of a product come to. Null: the product's own record is not there. */
export function wantedOf(due: DueProduct, now: Instant, gone: readonly string[] = []): ShopProductResult | null {
  const { product, skus, prices, variants, place, settings } = due;
  if (product === null) return null;
  const left = new Set([...due.gone, ...gone]);
  const existing = new Set(variants.map(({ sku }) => sku).filter((sku) => !left.has(sku)));
  const isReported = settings.variantDeleted === "report";
  return shopProduct({ product, skus, prices, existing, gone: isReported ? left : new Set(), place, settings }, now);
}
