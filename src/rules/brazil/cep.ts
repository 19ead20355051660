import { isValidCep } from "@brazilian-utils/brazilian-utils/is-valid-cep";
import { parseCep } from "@brazilian-utils/brazilian-utils/parse-cep";

/** Eight digits, or null. "14000-000" → "14000000". */
export function readCep(given: string): string | null {
  const text = given.replace(/\u2060/g, "").trim();
  return isValidCep(text) ? parseCep(text) : null;
}
