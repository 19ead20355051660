/** A share of a line: so many thousandths (of a package, or of a kg) at a price in whole cents. */
export interface Share {
  readonly quantityMilli: number;
  readonly priceCents: number;
}

/**
 * Shares of one line, each with a price in whole cents, that come to exactly what was paid for it.
 *
 * The ERP keeps vlrEmbInformado with two places (13,2), so R$ 10,00 for 3 packages cannot be one row: it becomes 2 at
 * 3,33 and 1 at 3,34. With a = ⌊paid ÷ quantity⌋ the rest fits into k thousandths at a + 1 cent, because
 * (Q − k)·a + k·(a + 1) = Q·a + k; for whole packages k comes out whole by itself. The law that the tests hold:
 * Σ priceCents × quantityMilli = netCents × 1000.
 *
 * `mayRound`: goods by weight, where the ERP itself rounds price × kg to the cent. One row is preferred when it rounds
 * to what was paid (39,99/kg × 0,700 kg = 27,993 → 27,99), since two prices for one piece of cheese confuse the customer.
 */
export function sharesOf(netCents: number, quantityMilli: number, mayRound: boolean): readonly Share[] {
  if (!Number.isSafeInteger(netCents) || netCents < 0) throw new RangeError(`net of ${netCents} cents`);
  if (!Number.isSafeInteger(quantityMilli) || quantityMilli <= 0) throw new RangeError(`${quantityMilli} thousandths`);
  const target = netCents * 1000;
  const low = Math.floor(target / quantityMilli);
  if (mayRound)
    for (const price of [low, low + 1])
      if (rowCents({ priceCents: price, quantityMilli }) === netCents) return [{ priceCents: price, quantityMilli }];
  const dear = target - low * quantityMilli;
  return [
    { priceCents: low, quantityMilli: quantityMilli - dear },
    { priceCents: low + 1, quantityMilli: dear },
  ].filter((share) => share.quantityMilli > 0);
}

/** What the ERP makes of a row: price × quantity, half a cent up. */
export function rowCents({ priceCents, quantityMilli }: Share): number {
  return Math.floor((priceCents * quantityMilli + 500) / 1000);
}
