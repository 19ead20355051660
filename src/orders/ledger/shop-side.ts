import { parseCents } from "../../rules/brazil/money.ts";
import { saleOf } from "../../rules/orders/items/goods.ts";
import { expectedItems, type LineKnowledge, type ShopSide } from "../../rules/orders/ledger/sides.ts";
import { ignoredSale } from "../../rules/orders/assess.ts";
import type { OrderRules } from "../../rules/orders/settings.ts";
import type { LedgerOrder } from "../../shopify/orders/ledger.ts";

/**
 * @param ownTitles of lines that our edits added: they hold the rest of a total, and are no goods
 * @returns null when Shopify's answer cannot be read: nothing is said about the order then
 */
export function shopSideOf(
  order: LedgerOrder,
  known: LineKnowledge & { readonly rules: OrderRules },
  ownTitles: ReadonlySet<string> = new Set(),
): ShopSide | null {
  const totalCents = parseCents(order.total);
  const shippingCents = parseCents(order.shipping);
  const refundedCents = parseCents(order.refunded);
  const createdAt = Date.parse(order.createdAt);
  const changedAt = Date.parse(order.updatedAt);
  if (totalCents === null || shippingCents === null || refundedCents === null) return null;
  if (order.lines === null || Number.isNaN(createdAt) || Number.isNaN(changedAt)) return null;
  const lines = order.lines.filter(({ sku, title }) => sku !== null || !ownTitles.has(title));
  return {
    name: order.name,
    createdAt,
    changedAt,
    isTest: order.isTest,
    isIgnored: ignoredSale(order.sourceName, known.rules) !== null,
    isCancelled: order.isCancelled,
    isDeleted: false,
    financialStatus: order.financialStatus,
    totalCents,
    shippingCents,
    refundedCents,
    items: expectedItems(lines, known, saleOf(order)),
    hasOwnLine: lines.length < order.lines.length,
  };
}

/** An order that the hub or the ERP names and Shopify no longer has. */
export const deletedSide = (name: string): ShopSide => ({
  name,
  createdAt: 0,
  changedAt: 0,
  isTest: false,
  isIgnored: false,
  isCancelled: false,
  isDeleted: true,
  financialStatus: null,
  totalCents: 0,
  shippingCents: 0,
  refundedCents: 0,
  items: null,
  hasOwnLine: false,
});
