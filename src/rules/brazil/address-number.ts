import { fold, PARTICLES } from "./address-words.ts";
import { plain, unitAt } from "./address-units.ts";

/** A house number found among words. */
export interface HouseNumber {
  readonly text: string;
  readonly words: number;
  readonly kind: "labelled" | "plain" | "none" | "km";
}

/** A longer word is no number; reading it would not be linear. */
const WORD_MAX = 40;
const LABEL = /^(?:n|no|nr|nro|num|numero|casa n)?[.:º°#]*$/;
const GLUED_LABEL = /^(?:(?:n|no|nr|nro|num|numero)[.:º°#]*|[º°#]+)(?=\d)/;
const DIGITS = /^(?:\d{1,6}|\d{1,3}(?:\.\d{3})+)(?:[a-z]{0,2}|(?:[-/](?:\d{1,5}[a-z]?|[a-z])){1,4})$/;
const NO_NUMBER = /^s[./-]?n[º°o.]*(?:r|ro|um|umero)?$/;

/** The house number that begins at `at`: "123", "nº 123-B", "1.245", "12 A", "S/N", "Km 12,5". */
export function numberAt(words: readonly string[], at: number): HouseNumber | null {
  if ((words[at] ?? "").length > WORD_MAX) return null;
  const word = fold(words[at] ?? "").replace(/[:;,]+$/, "");
  const next = fold(words[at + 1] ?? "");
  if (NO_NUMBER.test(word)) return { text: "S/N", words: 1, kind: "none" };
  if (word === "sem" && /^n(?:[º°o.]|r|ro|um|umero)*$/.test(next)) return { text: "S/N", words: 2, kind: "none" };
  if (/^s\/?$/.test(word) && /^\/?n[º°o.]*$/.test(next)) return { text: "S/N", words: 2, kind: "none" };
  if (word === "s" && next === "/" && /^n[º°o.]*$/.test(fold(words[at + 2] ?? "")))
    return { text: "S/N", words: 3, kind: "none" };
  if (/^(?:k\.?m|quilometro)\.?$/.test(word) && /^\d{1,4}(?:[.,+]\d{1,3})?[a-z]?$/.test(next))
    return { text: `${words[at] ?? ""} ${words[at + 1] ?? ""}`, words: 2, kind: "km" };
  if (/^k\.?m\.?\d{1,4}(?:[.,+]\d{1,3})?[a-z]?$/.test(word)) return { text: words[at] ?? "", words: 1, kind: "km" };
  if (LABEL.test(word) && word !== "" && /^\d/.test(next)) {
    const labelled = plainNumber(words, at + 1);
    return labelled && { ...labelled, words: labelled.words + 1, kind: "labelled" };
  }
  if (GLUED_LABEL.test(word)) {
    const bare = [...words.slice(0, at), word.replace(GLUED_LABEL, ""), ...words.slice(at + 1, at + 4)];
    const labelled = plainNumber(bare, at);
    return labelled && { ...labelled, kind: "labelled" };
  }
  return plainNumber(words, at);
}

function plainNumber(words: readonly string[], at: number): HouseNumber | null {
  const word = (words[at] ?? "").slice(0, WORD_MAX).replace(/[.:;,]+$/, "");
  if (!DIGITS.test(fold(word)) || isPostal(word) || unitAt(words, at) !== null) return null;
  const next = words[at + 1];
  // "Rua 7 de Setembro": a date, not a house.
  if (PARTICLES.has(plain(next)) && plain(next).startsWith("d")) return null;
  const bare = /^\d{1,3}(?:\.\d{3})+/.test(word) ? word.replaceAll(".", "") : word;
  if (isSuffix(words, at + 1) && /\d$/.test(bare)) return { text: `${bare}${next ?? ""}`, words: 2, kind: "plain" };
  return { text: bare, words: 1, kind: "plain" };
}

/** "12 A" at the end or before another part. */
function isSuffix(words: readonly string[], at: number): boolean {
  const letter = words[at] ?? "";
  if (!/^[a-z]$/i.test(letter)) return false;
  const after = words[at + 1];
  return after === undefined || (/^[A-Z]$/.test(letter) && !/^[eo]$/i.test(letter)) || unitAt(words, at + 1) !== null;
}

/** A CEP or a telephone is no house number. */
const isPostal = (word: string): boolean =>
  /^\d{5}-\d{3}$/.test(word) || (word.replace(/\D/g, "").length > 6 && !word.includes("/"));

/** A word that stands for a place inside a house number's field and is none: "-", ".", "0". */
export const isEmptyNumber = (text: string): boolean => /^[\s.,/\\*x0-]*$/i.test(text);
