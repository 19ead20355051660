import { goodsOfLine, type KnownSkus } from "./goods.ts";
import { liveLines } from "./money.ts";
import { placeOf } from "./fulfillment-location.ts";
import type { ShopOrder } from "./shop-order.ts";
import { parseSku } from "../catalog/sku-key.ts";

/** So much of a company's stock is ours, and the ERP does not know it yet. */
export interface Reservation {
  readonly company: number;
  readonly sku: string;
  /** Base units (pieces or kg), thousandths. */
  readonly quantityMilli: number;
}

/**
 * What an order holds of the stock until the ERP has imported it. It mirrors Shopify, which takes a quantity from
 * "available" when the order is made, paid or not, and gives it back when the order is cancelled or a line removed: an
 * order that waits for its PIX or for a person is reserved as well, else the stock lane would sell its goods again.
 * Test orders hold nothing; lines that name no SKU of ours neither.
 */
export function reservationsOf(
  order: ShopOrder,
  companies: ReadonlyMap<string, number>,
  skus: KnownSkus,
): readonly Reservation[] {
  if (order.isTest || order.isCancelled) return [];
  const place = placeOf(order, companies);
  if ("reason" in place) return [];
  const bySku = new Map<string, number>();
  for (const line of liveLines(order)) {
    const key = parseSku(line.sku ?? "");
    if (key === null) continue;
    const { unitMilli } = goodsOfLine(line, key, skus.get(key.sku));
    bySku.set(key.sku, (bySku.get(key.sku) ?? 0) + unitMilli * line.currentQuantity);
  }
  return [...bySku].map(([sku, quantityMilli]) => ({ company: place.company, sku, quantityMilli }));
}
