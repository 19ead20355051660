/** An NF-e or NFC-e access key (chave de acesso) in its parts. */
export interface NfeKey {
  readonly key: string;
  /** IBGE code of the issuing state. */
  readonly stateCode: number;
  /** "2607": year and month of issue. */
  readonly yearMonth: string;
  readonly cnpj: string;
  readonly model: 55 | 65;
  readonly series: number;
  readonly number: number;
}

export type NfeKeyResult =
  | { readonly ok: true; readonly value: NfeKey }
  | { readonly ok: false; readonly reason: "shape" | "state" | "month" | "model" | "check-digit" };

const STATES: readonly number[] = [
  11, 12, 13, 14, 15, 16, 17, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33, 35, 41, 42, 43, 50, 51, 52, 53,
];

/**
 * Reads an NF-e or NFC-e access key, with or without its printed spaces. Never throws.
 *
 * Our own and not brazilian-utils' (2.4): that one refuses the letters which the issuer's CNPJ may hold since July 2026,
 * and refuses keys authorised before rule B03-10. The shape is 6 digits, 12 of [A-Z0-9], 26 digits: never "44 digits".
 * @see Nota Técnica Conjunta 2025.001: modulo 11, weights 2 to 9 from the right, a character's value is its code − 48
 */
export function readNfeKey(given: string): NfeKeyResult {
  const key = given
    .replace(/[\s.\-/]/g, "")
    .replace(/^NFe/i, "")
    .toUpperCase();
  if (!/^\d{6}[A-Z0-9]{12}\d{26}$/.test(key)) return { ok: false, reason: "shape" };
  const stateCode = Number(key.slice(0, 2));
  if (!STATES.includes(stateCode)) return { ok: false, reason: "state" };
  const month = Number(key.slice(4, 6));
  if (month < 1 || month > 12) return { ok: false, reason: "month" };
  const model = Number(key.slice(20, 22));
  if (model !== 55 && model !== 65) return { ok: false, reason: "model" };
  if (nfeCheckDigit(key.slice(0, 43)) !== Number(key[43])) return { ok: false, reason: "check-digit" };
  return {
    ok: true,
    value: {
      key,
      stateCode,
      yearMonth: key.slice(2, 6),
      cnpj: key.slice(6, 20),
      model,
      series: Number(key.slice(22, 25)),
      number: Number(key.slice(25, 34)),
    },
  };
}

/** The 44th character of the 43 before it. */
export function nfeCheckDigit(base: string): number {
  let sum = 0;
  for (let index = 0; index < base.length; index += 1) {
    const weight = ((base.length - 1 - index) % 8) + 2;
    sum += (base.charCodeAt(index) - 48) * weight;
  }
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}
