import { readHubMapping, type HubMapping } from "../hub/orders/mapping.ts";
import type { Instant } from "../ports.ts";
import { atNamedStore } from "../rules/orders/reading/named-store.ts";
import { asSold } from "../rules/orders/reading/line-variants.ts";
import type { ShopOrder } from "../rules/orders/shop-order.ts";

interface SoldOrder {
  /** The order at the store that an attribute names; the same object where none does. */
  readonly placed: ShopOrder;
  /** The placed order with each line as its variant was sold; the same object where no line differs. */
  readonly sold: ShopOrder;
  /** Read by the lines as Shopify shows them: variants, settings, companies. */
  readonly mapped: HubMapping;
  /** Read by the lines as sold: its SKUs are those of the goods. One call more, only where a line differs. */
  readonly hub: HubMapping;
}

export async function readSoldOrder(db: D1Database, order: ShopOrder, now: Instant): Promise<SoldOrder> {
  const mapped = await readHubMapping(db, order.lines, now, order.orderId);
  const placed = atNamedStore(order, mapped.companies, mapped.rules);
  const sold = asSold(placed, mapped.variants);
  return {
    placed,
    sold,
    mapped,
    hub: sold === placed ? mapped : await readHubMapping(db, sold.lines, now, order.orderId),
  };
}
