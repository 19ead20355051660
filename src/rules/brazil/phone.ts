import { isValidPhone } from "@brazilian-utils/brazilian-utils/is-valid-phone";
import { parsePhone } from "@brazilian-utils/brazilian-utils/parse-phone";

/** A Brazilian telephone as the ERP wants it: area code (DDD) apart from the number. */
export interface Phone {
  readonly ddd: string;
  readonly number: string;
}

/** Reads "+55 (16) 99999-9999" and the like. Null when it is no Brazilian mobile or landline: a telephone is never worth holding an order. */
export function readPhone(given: string): Phone | null {
  const national = given.replace(/^\s*0(?=\d{2}\D*\d)/, ""); // 016 …: the trunk prefix of old address books
  if (!isValidPhone(national)) return null;
  const digits = parsePhone(national);
  return { ddd: digits.slice(0, 2), number: digits.slice(2) };
}
