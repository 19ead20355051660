/** True for a GTIN-8, -12, -13 or -14 whose check digit is right (weights 3 and 1 from the right, modulo 10). */
export function isGtin(text: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text) || /^0+$/.test(text)) return false;
  let sum = 0;
  for (let index = text.length - 2, weight = 3; index >= 0; index--, weight = 4 - weight)
    sum += Number(text[index]) * weight;
  return (10 - (sum % 10)) % 10 === Number(text.at(-1));
}
