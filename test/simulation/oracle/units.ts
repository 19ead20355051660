/** Units of the shop in the ERP's own measure. */
import type { Erp } from "../../../sim/consinco/erp.ts";

/** How much of a SKU's own measure one unit in the shop is, thousandths: a package, or the sale multiple in kg. */
export function soldUnitMilli(erp: Erp, sku: string): number {
  const seqProduto = Number(/^P(\d+)E/.exec(sku)?.[1]);
  const product = erp.catalogue.products[erp.productBySeq.get(seqProduto) ?? -1];
  return product?.weighed ? (product.multipleMilli ?? 0) : 1000;
}
