/** Units of the shop in the ERP's own measure. */
import type { Erp } from "../../../sim/consinco/erp.ts";
import type { LineItem } from "../../../sim/shopify/records/order-lines.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** How much of a SKU's own measure one unit in the shop is, thousandths: a package, or the sale multiple in kg. */
export function soldUnitMilli(erp: Erp, sku: string): number {
  const seqProduto = Number(/^P(\d+)E/.exec(sku)?.[1]);
  const product = erp.catalogue.products[erp.productBySeq.get(seqProduto) ?? -1];
  return product?.weighed ? (product.multipleMilli ?? 0) : 1000;
}

/** What was sold is the variant as it was then, whatever SKU the line shows; a line that an edit added shows its own. */
export const soldSku = ({ bought }: Scenario, { id }: Order, line: LineItem): string =>
  bought.get(id)?.sold.get(line.id) ?? line.sku ?? "";
