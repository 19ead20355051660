import { isValidCep } from "@brazilian-utils/brazilian-utils/is-valid-cep";
import { parseCep } from "@brazilian-utils/brazilian-utils/parse-cep";

/** Eight digits, or null. "14000-000" → "14000000"; seven digits lost the zero of São Paulo in a spreadsheet: "1310100". */
export function readCep(given: string): string | null {
  const clean = given.replace(/\u2060/g, "").trim();
  const text = /^\d{4}-?\d{3}$/.test(clean) ? `0${clean}` : clean;
  return isValidCep(text) ? parseCep(text) : null;
}
