import { isValidPhone } from "@brazilian-utils/brazilian-utils/is-valid-phone";
import { parsePhone } from "@brazilian-utils/brazilian-utils/parse-phone";

/** A Brazilian telephone as the ERP wants it: area code (DDD) apart from the number. */
export interface Phone {
  readonly ddd: string;
  readonly number: string;
}

/**
 * Reads "+55 (16) 99999-9999" and the like: with a trunk zero ("016"), a carrier ("0xx11", "0 15 11"), "+55 (0) 11", or
 * a mobile number from before the ninth digit. Null when it is no Brazilian mobile or landline: a telephone is never
 * worth holding an order.
 */
export function readPhone(given: string): Phone | null {
  const text = given.slice(0, 60).replace(/\(\s*0\s*\)/g, "");
  if (/^\s*\+(?!\s*55)/.test(text)) return null;
  const digits = nationalDigits(text.replace(/\D/g, ""));
  const whole = /^\d{2}[6-9]\d{7}$/.test(digits) ? `${digits.slice(0, 2)}9${digits.slice(2)}` : digits;
  if (!isValidPhone(whole)) return null;
  const parsed = parsePhone(whole);
  return { ddd: parsed.slice(0, 2), number: parsed.slice(2) };
}

/** Without country code, trunk zero and carrier. */
function nationalDigits(given: string): string {
  const inland = given.replace(/^0{2,}/, "");
  const national = inland.startsWith("55") && inland.length >= 12 ? inland.slice(2) : inland;
  const bare = national.replace(/^0+/, "");
  return bare.length >= 12 && bare.length < national.length ? bare.slice(2) : bare;
}
