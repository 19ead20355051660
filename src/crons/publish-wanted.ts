import { shopProduct, type ShopProductResult } from "../catalog/shop-product.ts";
import type { DueProduct } from "../hub/shop-products.ts";
import type { Instant } from "../ports.ts";

/** What Shopify should show of a product. Null: its record is not in the hub (yet). */
export function wantedOf({ product, skus, prices, variants }: DueProduct, now: Instant): ShopProductResult | null {
  if (product === null) return null;
  return shopProduct({ product, skus, prices, existing: new Set(variants.map(({ sku }) => sku)) }, now);
}
