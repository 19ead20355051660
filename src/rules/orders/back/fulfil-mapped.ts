/** Which lines of an order left for the ERP as another product than their own: bags, gift cards, gifts (items/line-products.ts). */
import { skuOf } from "../../catalog/sku-key.ts";
import { findLineProduct, mappedSku, OWN, type LineProduct } from "../items/line-products.ts";
import type { SubmittedSnapshot } from "../submitted-snapshot.ts";
import type { LineNow, MappedLine } from "./fulfil-plan.ts";

/**
 * A gift is known by what was submitted: a SKU for which nothing was paid, or units of it beyond those that the ERP got
 * under that SKU.
 */
export function mappedLines(
  lines: readonly LineNow[],
  submitted: Pick<SubmittedSnapshot, "lines" | "items">,
  products: readonly LineProduct[],
): ReadonlyMap<string, MappedLine> {
  const rows = new Map<string, number>();
  for (const { seqProduto, packageMilli, orderedMilli } of submitted.items) {
    const sku = skuOf(seqProduto, packageMilli);
    rows.set(sku, (rows.get(sku) ?? 0) + orderedMilli);
  }
  const giftsOf = (sku: string): number => {
    const sold = submitted.lines[sku];
    if (sold === undefined) return 0;
    return sold.cents === 0 ? sold.units : Math.max(0, sold.units - Math.ceil((rows.get(sku) ?? 0) / 1_000));
  };
  const mapped = new Map<string, MappedLine>();
  for (const line of lines) {
    const named = mappedSku(line, products);
    if (named !== null && named !== line.sku) mapped.set(line.id, { sku: named, units: line.remaining });
    if (line.sku === null || line.isGiftCard) continue;
    const gift = findLineProduct(products, "free", line.sku);
    const units = giftsOf(line.sku);
    if (gift !== undefined && gift.sku !== OWN && units > 0) mapped.set(line.id, { sku: gift.sku, units });
  }
  return mapped;
}
