import type { ShopLine, ShopOrder } from "./shop-order.ts";

/**
 * What was paid for a line's remaining quantity, all discounts taken off.
 *
 * Shopify's discountAllocations include the quantity that an edit or refund took away, so on such a line the discount
 * is taken in proportion, half a cent up; whether that was right is decided by the order's own total, never assumed.
 */
export function netCents(line: ShopLine): number {
  const gross = line.unitPriceCents * line.currentQuantity;
  return gross - discountOf(line);
}

function discountOf(line: ShopLine): number {
  if (line.currentQuantity === line.quantity || line.quantity === 0) return line.discountCents;
  return Math.floor((2 * line.discountCents * line.currentQuantity + line.quantity) / (2 * line.quantity));
}

/** Lines that are still part of the order. A line of quantity zero (removed, or a comment) is nothing to the ERP. */
export const liveLines = (order: ShopOrder): readonly ShopLine[] =>
  order.lines.filter((line) => line.currentQuantity > 0);

/** Σ net lines + freight + fees + tip (+ tax when prices come without it) − the order's own total: zero, or the order is held. */
export function totalDifferenceCents(order: ShopOrder): number {
  const lines = liveLines(order).reduce((sum, line) => sum + netCents(line), 0);
  const tax = order.taxesIncluded ? 0 : order.taxCents;
  return lines + order.shippingCents + order.feesCents + order.tipCents + tax - order.totalCents;
}
