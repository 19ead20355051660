/** Money given back without items: the order's total still counts it. */
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
  const shares = sharesOf(cents, nets, total);
  const shareOf = new Map(lines.map(({ id }, index) => [id, shares[index] ?? 0]));
  return {
    ...order,
    totalCents: order.totalCents - cents,
    lines: lines.map((line) => ({
      ...line,
      // A line that was cut keeps only its part of the discount: from here on it counts what is left of it.
      quantity: line.currentQuantity,
      discountCents: line.unitPriceCents * line.currentQuantity - netCents(line) + (shareOf.get(line.id) ?? 0),
    })),
  };
}

/** `cents` over the weights, to the cent: whole parts first, then a cent each to the largest remainders. */
export function sharesOf(cents: number, weights: readonly number[], total: number): readonly number[] {
  if (total === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(weight) * BigInt(cents));
  const whole = exact.map((value) => Number(value / BigInt(total)));
  const left = cents - whole.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: Number(value % BigInt(total)) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  const more = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return whole.map((value, index) => value + (more.has(index) ? 1 : 0));
}
