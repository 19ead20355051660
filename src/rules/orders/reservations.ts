import { goodsOfLine, saleOf, type KnownSkus } from "./items/goods.ts";
import { liveLines } from "./money.ts";
import { companiesReserving } from "./fulfillment-location.ts";
import type { ShopOrder } from "./shop-order.ts";
import { parseSku } from "../catalog/sku-key.ts";

/** A reserved quantity at one company that the ERP does not know yet. */
export interface Reservation {
  readonly company: number;
  readonly sku: string;
  /** Base units (pieces or kg), thousandths. */
  readonly quantityMilli: number;
}

/**
 * The stock an order reserves until the ERP has imported it. It mirrors Shopify, which deducts a quantity from
 * "available" when the order is made, paid or not. Shopify returns it when the order is cancelled or a line removed. An
 * order that waits for its PIX or an operator is reserved as well: otherwise the stock lane would sell its items again.
 * Test orders and lines without a SKU of ours reserve nothing.
 */
export function reservationsOf(
  order: ShopOrder,
  companies: ReadonlyMap<string, number>,
  skus: KnownSkus,
): readonly Reservation[] {
  if (order.isTest || order.isCancelled) return [];
  const bySku = new Map<string, number>();
  for (const line of liveLines(order)) {
    const key = parseSku(line.sku ?? "");
    if (key === null) continue;
    const { unitMilli } = goodsOfLine(line, key, skus.get(key.sku), saleOf(order));
    bySku.set(key.sku, (bySku.get(key.sku) ?? 0) + unitMilli * line.currentQuantity);
  }
  return companiesReserving(order, companies).flatMap((company) =>
    [...bySku].map(([sku, quantityMilli]) => ({ company, sku, quantityMilli })),
  );
}
