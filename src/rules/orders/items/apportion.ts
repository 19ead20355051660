/** Cents over several parts, to the cent: whole cents first, then one each to the largest remainders. */

/** `cents` in proportion to the weights; all zero where the weights are. */
export function apportion(cents: number, weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  return toLargestRemainders(
    cents,
    weights.map((weight) => ({ over: BigInt(weight) * BigInt(cents), under: BigInt(total) })),
  );
}

/** A discount that Shopify gave on `quantity` units, of which `currentQuantity` are left. */
export interface CutDiscount {
  readonly discountCents: number;
  readonly quantity: number;
  readonly currentQuantity: number;
}

/**
 * What is left of each discount. Shopify's allocations go on covering units that an edit or a refund took away, so the
 * discount goes down in proportion, half a cent up. Where those halves miss the order's own sum by so few cents that
 * rounding explains it, the sum decides, and the largest remainders get the cents.
 * @param sumCents what the discounts must come to by the order's total
 */
export function discountsLeft(cuts: readonly CutDiscount[], sumCents: number): readonly number[] {
  const rounded = cuts.map(({ discountCents, quantity, currentQuantity }) =>
    quantity === 0 || currentQuantity === quantity
      ? discountCents
      : Math.floor((2 * discountCents * currentQuantity + quantity) / (2 * quantity)),
  );
  if (rounded.reduce((sum, each) => sum + each, 0) === sumCents) return rounded;
  const exact = cuts.map(({ discountCents, quantity, currentQuantity }) => ({
    over: BigInt(discountCents) * BigInt(quantity === 0 ? 1 : currentQuantity),
    under: BigInt(quantity === 0 ? 1 : quantity),
  }));
  const least = exact.reduce((sum, { over, under }) => sum + Number(over / under), 0);
  const most = least + exact.filter(({ over, under }) => over % under > 0n).length;
  return sumCents < least || sumCents > most ? rounded : toLargestRemainders(sumCents, exact);
}

interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

/** Whole parts, and one more for the largest remainders until the sum is `cents`. */
function toLargestRemainders(cents: number, exact: readonly Exact[]): readonly number[] {
  const whole = exact.map(({ over, under }) => Number(over / under));
  const left = cents - whole.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact
    .map(({ over, under }, index) => ({ index, rest: over % under, under }))
    .toSorted((a, b) => {
      const [ofA, ofB] = [a.rest * b.under, b.rest * a.under];
      return ofA === ofB ? a.index - b.index : ofA > ofB ? -1 : 1;
    });
  const more = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return whole.map((value, index) => value + (more.has(index) ? 1 : 0));
}
