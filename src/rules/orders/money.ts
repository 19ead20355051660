import type { ShopLine, ShopOrder } from "./shop-order.ts";

/** What was paid for a line's remaining quantity, all discounts taken off. */
export const netCents = (line: ShopLine): number => line.unitPriceCents * line.currentQuantity - line.discountCents;

/** Lines that are still part of the order. A line of quantity zero (removed, or a comment) is nothing to the ERP. */
export const liveLines = (order: ShopOrder): readonly ShopLine[] =>
  order.lines.filter((line) => line.currentQuantity > 0);

/** Σ net lines + freight + fees + tip (+ tax when prices come without it) − the order's own total: zero, or the order is held. */
export function totalDifferenceCents(order: ShopOrder): number {
  const lines = liveLines(order).reduce((sum, line) => sum + netCents(line), 0);
  const tax = order.taxesIncluded ? 0 : order.taxCents;
  return lines + order.shippingCents + order.feesCents + order.tipCents + tax - order.totalCents;
}
