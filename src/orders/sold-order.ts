import { readHubMapping, type HubMapping } from "../hub/orders/mapping.ts";
import type { Instant } from "../ports.ts";
import { asSold } from "../rules/orders/reading/line-variants.ts";
import type { ShopOrder } from "../rules/orders/shop-order.ts";

interface SoldOrder {
  /** The order with each line as its variant was sold; the same object where no line differs. */
  readonly sold: ShopOrder;
  /** Read by the lines as Shopify shows them: variants, settings, companies. */
  readonly mapped: HubMapping;
  /** Read by the lines as sold: its SKUs are those of the goods. One call more, only where a line differs. */
  readonly hub: HubMapping;
}

export async function readSoldOrder(db: D1Database, order: ShopOrder, now: Instant): Promise<SoldOrder> {
  const mapped = await readHubMapping(db, order.lines, now);
  const sold = asSold(order, mapped.variants);
  return { sold, mapped, hub: sold === order ? mapped : await readHubMapping(db, sold.lines, now) };
}
