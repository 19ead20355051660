/** Money given back without items: the order's total still counts it. */
import { apportion } from "../items/apportion.ts";
import { liveLines, netCents } from "../money.ts";
import { moneyIn, refundsOf } from "../payments.ts";
import type { ShopOrder } from "../shop-order.ts";

/**
 * What was given back without an item, in cents; 0: nothing.
 *
 * The money came in whole, and a refund took more than the items that were taken out. After an edit the missing money may
 * as well be an addition that the customer still owes, so an edited order is never read this way.
 */
export function amountRefundCents(order: ShopOrder): number {
  if (order.isEdited) return 0;
  const came = moneyIn(order);
  const back = refundsOf(order);
  return came < order.totalCents ? 0 : Math.min(Math.max(0, order.totalCents - (came - back)), back);
}

/** The order with so many cents taken off its items, by largest remainder; null: its items are worth less. */
export function discounted(order: ShopOrder, cents: number): ShopOrder | null {
  const lines = liveLines(order);
  const nets = lines.map(netCents);
  const total = nets.reduce((sum, net) => sum + net, 0);
  if (cents > total) return null;
  const shares = apportion(cents, nets);
  const shareOf = new Map(lines.map(({ id }, index) => [id, shares[index] ?? 0]));
  return {
    ...order,
    totalCents: order.totalCents - cents,
    lines: lines.map((line) => ({
      ...line,
      discountCents: line.discountCents + (shareOf.get(line.id) ?? 0),
    })),
  };
}
