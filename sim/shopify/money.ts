/** Money is integer cents here too; only the wire has decimal text. */

/** "24.90" → 2490; "24.9", "24" and 24.9 too. Undefined when it is no amount, or is finer than a cent. */
export function centsOf(value: string | number): number | undefined {
  const parts = /^(-?)(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(String(value).trim());
  if (!parts) return undefined;
  const cents = Number(parts[2]) * 100 + Number((parts[3] ?? "").padEnd(2, "0"));
  return parts[1] === "-" ? -cents : cents;
}

/** The scalar Money, and REST: "24.90". */
export function moneyText(cents: number): string {
  const absolute = Math.abs(cents);
  return `${cents < 0 ? "-" : ""}${Math.trunc(absolute / 100)}.${String(absolute % 100).padStart(2, "0")}`;
}

/** The scalar Decimal, as MoneyV2.amount: "24.9", "10.0". */
export function decimalText(cents: number): string {
  return moneyText(cents).replace(/0$/, "");
}

/** Splits `total` over weights so that the parts sum to it exactly; the remainder goes to the largest first. */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  let left = total - parts.reduce((a, b) => a + b, 0);
  const byWeight = weights.map((_, index) => index).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
  for (const index of byWeight) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}
