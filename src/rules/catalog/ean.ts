/** True for a GTIN-8, -12, -13 or -14 whose check digit is right (weights 3 and 1 from the right, modulo 10). */
export function isGtin(text: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text) || /^0+$/.test(text)) return false;
  let sum = 0;
  for (let index = text.length - 2, weight = 3; index >= 0; index--, weight = 4 - weight)
    sum += Number(text[index]) * weight;
  return (10 - (sum % 10)) % 10 === Number(text.at(-1));
}

/**
 * A barcode for the shop.
 * - `none`: the ERP has none ("SEM GTIN", "0"), or it is a code of the store's own (prefixes 02, 04 and 2, of a UPC 2 and
 *   4, of an EAN-8 0 and 2), which no other shop knows.
 * - A UPC that lost its leading zero as a number is mended, if its check digit agrees.
 */
export function barcodeOf(
  text: string,
): { readonly kind: "gtin"; readonly ean: string } | { readonly kind: "none" | "invalid" } {
  if (/^(?:sem\s*(?:gtin|ean)|0*)$/i.test(text) || isInStore(text)) return { kind: "none" };
  if (isGtin(text)) return { kind: "gtin", ean: text };
  const mended = `0${text}`;
  return text.length === 11 && isGtin(mended) ? { kind: "gtin", ean: mended } : { kind: "invalid" };
}

const isInStore = (text: string): boolean => /^(?:(?:2\d|0[24])\d{11}|[24]\d{11}|[02]\d{7})$/.test(text);
