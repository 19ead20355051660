/** Why a decimal text is not a valid amount. */
export type DecimalFault = "missing" | "not-a-number" | "too-many-places" | "too-large" | "ambiguous";

export type DecimalResult =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly fault: DecimalFault };

/** 13,2 is the widest money column of the ERP; 9 999 999 999 999 thousandths and cents are exact in a number. */
const WHOLE_DIGITS_MAX = 11;

/**
 * Reads a decimal by its text, never by float arithmetic: "119.9" with 2 places is 11990.
 * Zeros past the last place are fine, another digit there is a fault: nothing is rounded here.
 * @param text a plain decimal with "." or ","; null when the ERP sent none
 * @param places 2 for cents, 3 for thousandths (grams of a kg)
 */
export function parseDecimal(text: string | null, places: number): DecimalResult {
  if (text === null || text.trim() === "") return { ok: false, fault: "missing" };
  const match = /^([+-]?)(\d+)(?:[.,](\d*))?$/.exec(text.trim());
  // The shortest text of a very small number is "1e-7"; it has more places than any amount of ours.
  if (!match)
    return { ok: false, fault: /^-?\d(?:\.\d+)?e-\d+$/i.test(text.trim()) ? "too-many-places" : "not-a-number" };
  const [, sign, wholeDigits = "", fraction = ""] = match;
  const whole = wholeDigits.replace(/^0+(?=\d)/, "");
  if (whole.length > WHOLE_DIGITS_MAX) return { ok: false, fault: "too-large" };
  if (!/^0*$/.test(fraction.slice(places))) return { ok: false, fault: "too-many-places" };
  const units = Number(whole + fraction.slice(0, places).padEnd(places, "0"));
  return { ok: true, value: sign === "-" && units !== 0 ? -units : units };
}

/** A sum of floats may have any number of places: what stands past the last one is cut off, towards less. */
export function parseFloored(text: string | null, places: number): DecimalResult {
  const read = parseDecimal(text, places);
  if (read.ok || read.fault !== "too-many-places" || text === null) return read;
  const isBelowZero = text.trim().startsWith("-");
  const plain = /^([+-]?\d+[.,]\d*)$/.exec(text.trim())?.[1] ?? "0"; // "1e-7" is less than any place
  const cut = parseDecimal(
    plain.replace(/([.,]\d*)$/, (fraction) => fraction.slice(0, places + 1)),
    places,
  );
  return cut.ok && isBelowZero ? { ok: true, value: cut.value - 1 } : cut;
}

/**
 * A price as text: "1.250" may be a thousand and a quarter or one and a quarter, so it is neither. A JSON number never
 * comes so.
 */
export function parsePrice(text: string | null): DecimalResult {
  if (text !== null && /^[+-]?\d{1,3}[.,]\d{3}$/.test(text.trim())) return { ok: false, fault: "ambiguous" };
  return parseDecimal(text, 2);
}
