/**
 * Money is integer cents and quantity integer thousandths; both are read from decimal text, digit by digit. No floating
 * point in between: "24.90" is 2490 because of its digits, not because 24.9 × 100 happens to round well.
 */
import { parseDecimal } from "./decimal.ts";

/** Cents of a decimal text or JSON number ("24.9", 24.90, "-0.05"). Null when it is no decimal or has a fraction of a cent. */
export function parseCents(value: string | number): number | null {
  return parseScaled(value, 2);
}

/** Thousandths of a decimal text or JSON number ("0.7", 37.25). Null when it is no decimal or has a fourth place. */
export function parseMilli(value: string | number): number | null {
  return parseScaled(value, 3);
}

/** "24.90": always two places, as Shopify and people write money. */
export function centsText(cents: number): string {
  return scaledText(cents, 2);
}

/** "0.700": always three places. */
export function milliText(milli: number): string {
  return scaledText(milli, 3);
}

/** A JSON number for the ERP's wire. The double nearest to the decimal text prints as that text again up to 15 digits. */
export function centsNumber(cents: number): number {
  return Number(centsText(cents));
}

/** A JSON number for the ERP's wire. */
export function milliNumber(milli: number): number {
  return Number(milliText(milli));
}

/** "R$ 1.234,56", for people. */
export function reais(cents: number): string {
  const [whole = "0", fraction = "00"] = centsText(Math.abs(cents)).split(".");
  return `${cents < 0 ? "-" : ""}R$ ${whole.replace(/\B(?=(\d{3})+$)/g, ".")},${fraction}`;
}

/** A JSON number's shortest text is the decimal that was written, unless it was written with more than 15 digits. */
function parseScaled(value: string | number, places: number): number | null {
  const text = String(value);
  if (text.includes(",")) return null; // Shopify writes none: one that does means thousands, or is no amount
  const read = parseDecimal(text, places);
  return read.ok ? read.value : null;
}

function scaledText(scaled: number, places: number): string {
  if (!Number.isSafeInteger(scaled)) throw new RangeError(`${scaled} is not a whole number of the smallest unit`);
  const digits = String(Math.abs(scaled)).padStart(places + 1, "0");
  return `${scaled < 0 ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
