/** Delimiter of Shopify's combined Brazilian addresses (WORD JOINER); it must never reach the ERP. */
export const WORD_JOINER = "\u2060";

/**
 * Text that the ERP can store: letters with their accents, digits and common punctuation; no emoji, no control or
 * invisible characters, no runs of spaces. Consinco's columns are Latin-1 and count characters.
 * @param max characters of the ERP's column; cut at a word end near it, if any
 */
export function erpText(given: string, max: number): string {
  const clean = given
    .normalize("NFC")
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\p{Z}|\p{Cc}/gu, " ")
    .replace(/[^\u0020-\u007e\u00a1-\u00ff]/gu, "") // what is left outside Latin-1: emoji, joiners, other scripts
    .replace(/\s+/g, " ")
    .trim();
  if (clean.length <= max) return clean;
  const cut = clean.slice(0, max + 1);
  const space = cut.lastIndexOf(" ");
  return (space > max / 2 ? cut.slice(0, space) : clean.slice(0, max)).trim();
}
