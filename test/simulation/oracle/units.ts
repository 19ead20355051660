/** Units of the shop in the ERP's own measure, and lines as the ERP gets them. */
import type { Erp } from "../../../sim/consinco/erp.ts";
import { lineSubtotal } from "../../../sim/shopify/orders/order-totals.ts";
import type { LineItem } from "../../../sim/shopify/records/order-lines.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { BAG } from "../workload/shapes.ts";

/** How much of a SKU's own measure one unit in the shop is now, thousandths: a package, or the sale multiple in kg. */
export function soldUnitMilli(erp: Erp, sku: string): number {
  const seqProduto = Number(/^P(\d+)E/.exec(sku)?.[1]);
  const product = erp.catalogue.products[erp.productBySeq.get(seqProduto) ?? -1];
  return product?.weighed ? (product.multipleMilli ?? 0) : 1000;
}

/** Every measure that a unit of the SKU ever had: an earlier multiple may stand in the shop when the ERP has the next. */
export function everUnitMilli({ systems, multipleHistory }: Scenario, sku: string): readonly number[] {
  const seqProduto = Number(/^P(\d+)E/.exec(sku)?.[1]);
  const had = multipleHistory
    .filter((each) => each.seqProduto === seqProduto)
    .map(({ multipleMilli }) => multipleMilli);
  return had.length > 0 ? [...new Set(had)] : [soldUnitMilli(systems.erp.state, sku)];
}

/** What one unit of a line was when it was sold. */
export const lineUnitMilli = ({ bought, systems }: Scenario, { id }: Order, line: LineItem, sku: string): number =>
  bought.get(id)?.weights.get(line.id) ?? soldUnitMilli(systems.erp.state, sku);

/** What was sold is the variant as it was then, whatever SKU the line shows; a line that an edit added shows its own. */
export const soldSku = ({ bought }: Scenario, { id }: Order, line: LineItem): string =>
  bought.get(id)?.sold.get(line.id) ?? line.sku ?? "";

/** A bag or a gift card: no product of the shop's. */
export const isExtra = ({ isGiftCard, title, variantId }: LineItem): boolean =>
  variantId === null && (isGiftCard || title === BAG);

/** A line as the ERP gets it. */
export interface Charged {
  readonly sku: string;
  readonly title: string;
  readonly units: number;
  readonly unitMilli: number;
  readonly unitPrice: number;
  readonly netCents: number;
}

/** The order's lines and its tip, each under the SKU that the mapping gives it. */
export function chargedLines(scenario: Scenario, order: Order): readonly Charged[] {
  const service = scenario.systems.service ?? "";
  const lines = order.lines.map((line): Charged => {
    const { title, currentQuantity: units, unitPrice } = line;
    const sku = isExtra(line) ? service : soldSku(scenario, order, line);
    return {
      sku,
      title,
      units,
      unitMilli: lineUnitMilli(scenario, order, line, sku),
      unitPrice,
      netCents: lineSubtotal(line),
    };
  });
  const { tip } = order;
  const ofTip = { sku: service, title: "Gorjeta", units: 1, unitMilli: 1000, unitPrice: tip, netCents: tip };
  return tip > 0 && order.cancelledAt === null ? [...lines, ofTip] : lines;
}

/** Lines without a product that an alteration added. */
export const OF_ALTERATION = /^Peso real: |^Acerto do valor faturado$| – [\d,]+ (un\.|kg) \(P\d+E[\d.]+\)$/;
