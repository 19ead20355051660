/** Units of the shop in the ERP's own measure. */
import type { Erp } from "../../../sim/consinco/erp.ts";
import type { LineItem } from "../../../sim/shopify/records/order-lines.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** How much of a SKU's own measure one unit in the shop is, thousandths: a package, or the sale multiple in kg. */
export function soldUnitMilli(erp: Erp, sku: string): number {
  const seqProduto = Number(/^P(\d+)E/.exec(sku)?.[1]);
  const product = erp.catalogue.products[erp.productBySeq.get(seqProduto) ?? -1];
  return product?.weighed ? (product.multipleMilli ?? 0) : 1000;
}

/** What was sold is the line's variant, whatever SKU the line shows; its own SKU stands where the variant is gone. */
export const soldSku = ({ systems }: Scenario, { sku, variantId }: LineItem): string =>
  systems.shop.state.variants.get(variantId ?? "")?.item.sku ?? sku ?? "";
