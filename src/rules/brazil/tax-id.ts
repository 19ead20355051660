import { isValidCnpj } from "@brazilian-utils/brazilian-utils/is-valid-cnpj";
import { isValidCpf } from "@brazilian-utils/brazilian-utils/is-valid-cpf";

/** A CPF or CNPJ without its mask. `hasLetters`: an alphanumeric CNPJ (in force since July 2026), which not every ERP can store. */
export interface TaxId {
  readonly kind: "cpf" | "cnpj";
  readonly text: string;
  readonly hasLetters: boolean;
}

/** Reads a CPF or CNPJ with or without its mask, check digits included. Null for a passport, a typing mistake, or all digits alike. */
export function readTaxId(given: string): TaxId | null {
  const text = given.replace(/[\s.\-/\u2060]/g, "").toUpperCase();
  if (/^(.)\1*$/.test(text)) return null; // 000.000.000-00: valid check digits, but never issued
  if (/^\d{11}$/.test(text)) return isValidCpf(text) ? { kind: "cpf", text, hasLetters: false } : null;
  if (!/^[A-Z0-9]{12}\d{2}$/.test(text) || !isValidCnpj(text, { version: 2 })) return null;
  return { kind: "cnpj", text, hasLetters: /[A-Z]/.test(text) };
}
