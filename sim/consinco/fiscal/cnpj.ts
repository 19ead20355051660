/** Completes 12 characters (digits or capitals) with their two check digits. */
export function cnpjOf(twelve: string): string {
  const first = checkDigit(twelve);
  return `${twelve}${first}${checkDigit(`${twelve}${first}`)}`;
}

/** A CPF of 11 digits or a CNPJ of 14 characters with the right check digits, not all the same. */
export function isTaxId(text: string): boolean {
  if (/^(.)\1*$/.test(text)) return false;
  if (/^\d{11}$/.test(text)) return cpfDigits(text.slice(0, 9)) === text.slice(9);
  return /^[A-Z0-9]{12}\d{2}$/.test(text) && cnpjOf(text.slice(0, 12)) === text;
}

/** Modulo 11, weights 2 to 9 from the right; a letter counts as its ASCII code less 48. */
export function checkDigit(characters: string): number {
  let sum = 0;
  for (let at = 0; at < characters.length; at++) {
    const fromRight = characters.length - 1 - at;
    sum += (characters.charCodeAt(at) - 48) * (2 + (fromRight % 8));
  }
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

function cpfDigits(nine: string): string {
  const first = cpfDigit(nine);
  return first + cpfDigit(nine + first);
}

function cpfDigit(digits: string): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) sum += Number(digits[at]) * (digits.length + 1 - at);
  return String(((sum * 10) % 11) % 10);
}
