/** A share of a line: so many thousandths (of a package, or of a kg) at a price in whole cents. */
export interface Share {
  readonly quantityMilli: number;
  readonly priceCents: number;
}

/**
 * Shares of one line, each with a price in whole cents, that come to exactly what was paid for it, as the ERP adds them
 * up: row by row, each rounded to the cent.
 *
 * The ERP keeps vlrEmbInformado with two places (13,2), so R$ 10,00 for 3 packages cannot be one row: it becomes 2 at
 * 3,33 and 1 at 3,34. With a = ⌊paid ÷ quantity⌋ the rest fits into k thousandths at a + 1 cent, because
 * (Q − k)·a + k·(a + 1) = Q·a + k; for whole packages k comes out whole by itself.
 *
 * `isByWeight`: one row is preferred when it rounds to what was paid (39,99/kg × 0,700 kg = 27,993 → 27,99), since two
 * prices for one piece of cheese confuse the customer. Otherwise K whole kilograms stand at a + 1: such a row needs no
 * rounding, so K = paid − ⌊Q·a⌉ settles the sum to the cent. Two rows that both carry a fraction of a cent would each be
 * rounded, and their sum a cent off (5 × 250 g for 35,82: 14,325 + 21,495 became 35,83).
 */
export function sharesOf(netCents: number, quantityMilli: number, isByWeight: boolean): readonly Share[] {
  if (!Number.isSafeInteger(netCents) || netCents < 0) throw new RangeError(`net of ${netCents} cents`);
  if (!Number.isSafeInteger(quantityMilli) || quantityMilli <= 0) throw new RangeError(`${quantityMilli} thousandths`);
  const target = netCents * 1000;
  const low = Math.floor(target / quantityMilli);
  if (isByWeight)
    for (const priceCents of [low, low + 1])
      if (rowCents({ priceCents, quantityMilli }) === netCents) return [{ priceCents, quantityMilli }];
  const dear = isByWeight
    ? (netCents - rowCents({ priceCents: low, quantityMilli })) * 1000
    : target - low * quantityMilli;
  return [
    { priceCents: low, quantityMilli: quantityMilli - dear },
    { priceCents: low + 1, quantityMilli: dear },
  ].filter((share) => share.quantityMilli > 0);
}

/** What the ERP makes of a row: price × quantity, half a cent up. */
export function rowCents({ priceCents, quantityMilli }: Share): number {
  return Math.floor((priceCents * quantityMilli + 500) / 1000);
}
