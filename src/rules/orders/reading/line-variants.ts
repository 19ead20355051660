import type { ShopLine, ShopOrder } from "../shop-order.ts";

/** Variant gid → SKU of the variants that the hub published. */
export type VariantSkus = ReadonlyMap<string, string>;

/**
 * A line is its variant first: a line without a SKU takes its variant's. Its own SKU stands where the hub does not know
 * the variant (deleted, or made by hand).
 */
export function withVariantSkus(order: ShopOrder, variants: VariantSkus): ShopOrder {
  if (order.lines.every(({ sku }) => sku !== null)) return order;
  return {
    ...order,
    lines: order.lines.map((line) => ({ ...line, sku: line.sku ?? variants.get(line.variantGid ?? "") ?? null })),
  };
}

/**
 * The order by what was sold: Shopify takes the variant's stock, whatever SKU the line shows. The same object where every
 * line shows its variant's SKU.
 */
export function asSold(order: ShopOrder, variants: VariantSkus): ShopOrder {
  const soldAs = ({ sku, variantGid }: ShopLine): string | null => variants.get(variantGid ?? "") ?? sku;
  if (order.lines.every((line) => soldAs(line) === line.sku)) return order;
  return { ...order, lines: order.lines.map((line) => ({ ...line, sku: soldAs(line) })) };
}

/** Lines whose SKU is not that of their variant: one of the two names other goods. */
export function mismatchesOf(
  lines: readonly ShopLine[],
  variants: VariantSkus,
): readonly { readonly sku: string; readonly variantSku: string }[] {
  return lines.flatMap(({ sku, variantGid, currentQuantity }) => {
    const variantSku = variants.get(variantGid ?? "");
    return sku !== null && variantSku !== undefined && variantSku !== sku && currentQuantity > 0
      ? [{ sku, variantSku }]
      : [];
  });
}
