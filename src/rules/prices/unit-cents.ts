/**
 * Of one kg → of one unit, half a cent up. Exact: integers only.
 * @param weighedUnitMilli thousandths of a kg in one unit; null: the price is of a package
 */
export function centsOfUnit(cents: number, weighedUnitMilli: number | null): number {
  if (weighedUnitMilli === null) return cents;
  const product = cents * weighedUnitMilli;
  if (!Number.isSafeInteger(product))
    throw new RangeError(`${cents} cents × ${weighedUnitMilli} thousandths is too large`);
  const rest = product % 1000;
  return (product - rest) / 1000 + (rest >= 500 ? 1 : 0);
}
