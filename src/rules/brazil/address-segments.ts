import { BAIRROS, BAIRRO_OPENERS, CODED, COMPLEMENTS, stem } from "./address-words.ts";

/** A part of a line between two separators. */
export interface Segment {
  readonly text: string;
  /** The separator before it, as it is written between two parts that stay together. */
  readonly separator: string;
  readonly isInBrackets: boolean;
}

/** Characters around one that decide whether it separates; a fixed number keeps the scan linear. */
const WINDOW = 24;
const WORD = /[^\s,;/|()[\]-]+$/;
const NEXT_WORD = /^\s?[^\s,;/|()[\]-]+/;

/** Spaces of any kind become one; dashes of any kind become "-"; invisible characters go. */
export const tidy = (line: string): string =>
  line
    .normalize("NFC")
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2022\u00b7\r\n\t]/g, ";")
    .replace(/\s+/g, " ")
    .trim();

/** Without punctuation at both ends. */
export function strip(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && " .,;:/-|".includes(text.charAt(from))) from += 1;
  while (to > from && " .,;:/-|".includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** Splits a tidy line at its separators. "S/N", "BR-040", "123-B", "Km 12,5" stay whole. */
export function segmentsOf(line: string): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  let separator = "";
  let depth = 0;
  for (let at = 0; at <= line.length; at += 1) {
    const char = line.charAt(at);
    const found = at === line.length ? "" : separatorAt(line, at);
    if (found === null) continue;
    const text = strip(line.slice(from, at));
    if (text !== "") {
      segments.push({ text, separator, isInBrackets: depth > 0 });
      separator = found;
    } else if (segments.length > 0 && separator.trim() === "") separator = found;
    if (char === "(" || char === "[") depth += 1;
    if (char === ")" || char === "]") depth = Math.max(0, depth - 1);
    from = at + 1;
  }
  return segments;
}

function separatorAt(line: string, at: number): string | null {
  const char = line.charAt(at);
  if (!",;|()[].-/".includes(char)) return null;
  const before = line.slice(Math.max(0, at - WINDOW), at);
  const after = line.slice(at + 1, at + 1 + WINDOW);
  switch (char) {
    case ",":
      return /k\.?m\.?\s?\d{1,4}$/i.test(before) && /^\d/.test(after) ? null : ", ";
    case ".":
      return isFullStop(before, after) ? ". " : null;
    case "-":
      return isDash(before, after) ? " - " : null;
    case "/":
      if (!isSlash(before, after)) return null;
      return before.endsWith(" ") || after.startsWith(" ") ? " / " : "/";
    case ";":
    case "|":
      return `${char} `;
    default:
      return " ";
  }
}

const wordBefore = (before: string): string => WORD.exec(before)?.[0] ?? "";
const wordAfter = (after: string): string => NEXT_WORD.exec(after)?.[0].trim() ?? "";
const isHouseNumber = (word: string): boolean => /^(?:n[.º°]*)?\d{1,6}[a-z]?$/i.test(word);
const isNoNumber = (before: string): boolean => /(?:^|[\s,])s\/?n[º°o]?\.?$/i.test(before);

/** "45-AP 3", "Bloco B/Casa 2": a glued word that names a part of the house. */
function opensComplement(word: string): boolean {
  const letters = stem(word);
  return letters.length > 1 && (COMPLEMENTS.has(letters) || CODED.has(letters)) && /^\p{L}+[.\d]*$/u.test(word);
}

function isDash(before: string, after: string): boolean {
  if (before === "" || after === "" || before.endsWith(" ") || after.startsWith(" ")) return true;
  const next = wordAfter(after);
  if (opensComplement(next)) return true;
  return (isHouseNumber(wordBefore(before)) || isNoNumber(before)) && /^\p{L}{3}/u.test(next);
}

function isSlash(before: string, after: string): boolean {
  if (/(?:^|[\s,.])s\s?$/i.test(before) && /^\s?n/i.test(after)) return false;
  if (/(?:^|\s)[acp]$/i.test(before)) return false; // "a/c", "c/", "p/"
  if (before.endsWith(" ") || after.startsWith(" ")) return !(/\d $/.test(before) && /^ \d/.test(after));
  const next = wordAfter(after);
  if (/\p{L}{3}$/u.test(wordBefore(before)) && /^\p{L}{3}/u.test(next)) return true;
  return opensComplement(next) || (/\d[a-z]?$/i.test(before) && /^\p{L}{2}/u.test(next));
}

/** A full stop ends a part after a house number, or after a whole word when what follows opens another part. */
function isFullStop(before: string, after: string): boolean {
  if (after !== "" && !after.startsWith(" ")) return false;
  const last = wordBefore(before);
  if (/^\d{1,6}[a-z]?$/i.test(last) || isNoNumber(before)) return true;
  const next = wordAfter(after);
  if (last.length < 5 || COMPLEMENTS.has(stem(last)) || CODED.has(stem(last))) return false;
  return /^\d/.test(next) || opensComplement(next) || BAIRRO_OPENERS.has(stem(next)) || BAIRROS.has(stem(next));
}

/** Words of a segment; a house number glued to the next part ("123apto45") is split from it. */
export function wordsOf(text: string): readonly string[] {
  return text.split(" ").flatMap((word) => {
    const glued = /^(\d{1,6})(\p{L}{2,}\S*)$/u.exec(word);
    const [, digits = "", next = ""] = glued ?? [];
    return glued && COMPLEMENTS.has(stem(next)) ? [digits, next] : [word];
  });
}
