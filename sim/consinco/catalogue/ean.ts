/** The GTIN-13 check digit of 12 digits: weights 1 and 3 in turn from the left. */
export function eanCheckDigit(twelve: string): number {
  let sum = 0;
  for (let at = 0; at < 12; at++) sum += (twelve.charCodeAt(at) - 48) * (at % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
}

/** The n-th EAN of this seed: Brazil's prefix 789, never the same for two n below 1,000,000,000. */
export function ean13(n: number, seed: number): string {
  // 7,919 shares no factor with 10^9: a permutation, so the codes look scattered and never meet.
  const body = (n * 7_919 + (seed % 100_003) * 6_007) % 1_000_000_000;
  const twelve = `789${String(body).padStart(9, "0")}`;
  return twelve + String(eanCheckDigit(twelve));
}

/** The same code with a wrong check digit. */
export function brokenEan(ean: string): string {
  return ean.slice(0, 12) + String((Number(ean[12]) + 1) % 10);
}
