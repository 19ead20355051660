import { numberAt } from "./address-number.ts";
import { strip, wordsOf, type Segment } from "./address-segments.ts";
import { isParticle, isReferenceAt, plain, unitAt } from "./address-units.ts";
import { isBrasilia, ROADS, RURAL, stem, STREET_TYPES, UFS, BAIRRO_OPENERS } from "./address-words.ts";

/** The street's own segment, split. */
export interface StreetPart {
  readonly street: string;
  readonly number: string | null;
  /** Words behind street and number. */
  readonly rest: string;
  /** A super-block or plot: it has no house number of its own. */
  readonly isBlock: boolean;
}

/** "Rua", "R.", "Av.Brasil", "3ª Avenida". */
const hasType = (words: readonly string[]): boolean =>
  words.length > 1
    ? STREET_TYPES.has(plain(words[0])) || isGluedType(words[0]) || isOrdinalType(words)
    : isGluedType(words[0]);
const isOrdinalType = ([ordinal = "", type]: readonly string[]): boolean =>
  /^\d{1,3}[ªº°]$/.test(ordinal) && STREET_TYPES.has(plain(type));
const isGluedType = (word: string | undefined): boolean =>
  /^(?:r|av|rod|tv|trav|al|pc|pca|est|estr|lg)\.\p{L}{2}/iu.test(word ?? "");

/** "BR-040", "SP330", "BR" before a number. */
const isRoadCode = (words: readonly string[], at: number): number => {
  const word = plain(words[at]);
  const letters = stem(word);
  if (!(letters === "br" || UFS.has(letters)) || letters.length !== 2) return 0;
  if (/^[a-z]{2}-?\d{2,3}$/.test(word)) return 1;
  return word === letters && /^\d{2,3}$/.test(words[at + 1] ?? "") ? 2 : 0;
};

const isStreet = (words: readonly string[]): boolean =>
  hasType(words) || isRoadCode(words, 0) > 0 || blockWords(words) > 0;

/** Index of the segment that is the street, or -1. Without a kind of street it is the first part that is nothing else. */
export function streetIndex(segments: readonly (Segment & { line: 1 | 2 })[]): number {
  const [first] = segments;
  if (first === undefined) return -1;
  const words = wordsOf(first.text);
  if (first.line === 1 && (isStreet(words) || RURAL.has(stem(first.text)))) return 0;
  const isOther =
    first.line === 2 ||
    unitAt(words, 0) !== null ||
    numberAt(words, 0) !== null ||
    BAIRRO_OPENERS.has(plain(words[0])) ||
    isReferenceAt(words, 0);
  const typed = segments.findIndex(({ text }) => hasType(wordsOf(text)) || isRoadCode(wordsOf(text), 0) > 0);
  if (typed > 0 && (isOther || segments[typed]?.line === 1)) return typed;
  const behind = numberAt(words, 0);
  if (behind !== null && words.length > behind.words) return 0; // "123 Rua das Flores"
  const unit = unitAt(words, 0);
  // "Quadra 10 Lote 3", "Condomínio Vale Verde, Casa 2": the address has no other street.
  if (unit !== null) return unit.isNamed || /^(?:q|qd|qda|qdr|quadra)$/.test(unit.word) ? 0 : -1;
  if (behind !== null || isReferenceAt(words, 0)) return segments.findIndex(({ text }) => isPlainName(wordsOf(text)));
  return first.line === 1 ? 0 : -1;
}

const isPlainName = (words: readonly string[]): boolean =>
  numberAt(words, 0) === null && unitAt(words, 0) === null && !isReferenceAt(words, 0);

/** Words of a super-block's or plot's own name: "SQS 308", "SHIS QI 15", "104 Sul", "Quadra 10". 0: it is none. */
function blockWords(words: readonly string[]): number {
  const first = plain(words[0]);
  if (/^\d{3,4}$/.test(first) && /^(?:sul|norte)$/.test(plain(words[1]))) return palmasWords(words, 2);
  if (/^(?:quadra|qd|q)$/.test(first) && /^\d{3,4}$/.test(plain(words[1])) && /^(?:sul|norte)$/.test(plain(words[2])))
    return palmasWords(words, 3);
  if (!isBrasilia(stem(words[0] ?? ""))) return 0;
  let at = 0;
  let hasNumber = false;
  while (at < words.length && at < 6) {
    const word = plain(words[at]);
    const own = word.slice(stem(word).length).replace(/^-/, "");
    const isWord = isBrasilia(stem(word)) || /^(?:trecho|quadra|qd|area|setor)$/.test(stem(word));
    if (isWord && (own === "" || /^\d{1,4}$/.test(own))) hasNumber ||= own !== "";
    else if (/^\d{1,4}(?:\/\d{1,4})?$/.test(word) && !hasNumber) hasNumber = true;
    else break;
    at += 1;
  }
  return hasNumber ? at : 0;
}

/** Palmas: the block, then "Alameda 2" or "Avenida LO 5". */
function palmasWords(words: readonly string[], from: number): number {
  let at = from;
  if (STREET_TYPES.has(plain(words[at]))) {
    at += 1;
    while (at < words.length && at < from + 4 && unitAt(words, at) === null && numberAt(words, at)?.kind !== "none") {
      at += 1;
      if (/\d/.test(words[at - 1] ?? "")) break;
    }
  }
  return at;
}

/** @param isNumbered the part behind the comma is a number of its own: a number in here belongs to the name */
export function splitStreet(given: readonly string[], isNumbered: boolean): StreetPart {
  const leading = numberAt(given, 0);
  const behind = given.slice(leading?.words ?? 0);
  if (
    leading !== null &&
    leading.kind !== "km" &&
    !/^\d{1,2}[ao]$/i.test(leading.text) &&
    hasType(behind) &&
    blockWords(given) === 0
  ) {
    const street = splitStreet(behind, true);
    // A second number inside goes on as a part: nothing is dropped.
    const rest = strip(`${street.number ?? ""} ${street.rest}`);
    return { ...street, number: leading.text, rest };
  }
  const block = blockWords(given);
  if (block > 0) return cut(given, block, labelled(given, block), true);
  const unit = unitAt(given, 0);
  if (unit !== null && !unit.isNamed) return cut(given, unit.words, labelled(given, unit.words), true);
  const words = given;
  const from = nameWords(words);
  const found = labelled(words, from) ?? bare(words, from, isNumbered);
  const end = partAt(words, from);
  if (found && (found.at <= end || found.isLabelled)) return cut(words, Math.min(found.at, end), found, false);
  return cut(words, end, null, false);
}

interface Found {
  readonly at: number;
  readonly words: number;
  readonly text: string;
  readonly isLabelled: boolean;
}

function cut(words: readonly string[], at: number, found: Found | null, isBlock: boolean): StreetPart {
  const to = found ? Math.max(found.at, at) : at;
  const before = found && found.at > at ? words.slice(at, found.at).join(" ") : "";
  const after = words.slice(found ? found.at + found.words : to).join(" ");
  return {
    street: strip(words.slice(0, at).join(" ")),
    number: found?.text ?? null,
    rest: strip(strip(before) === "" ? after : `${before} ${after}`),
    isBlock,
  };
}

/** Words that belong to the name whatever they are: the kind of street and its first word, or a road's code. */
function nameWords(words: readonly string[]): number {
  const road = isRoadCode(words, 0);
  if (road > 0) return road;
  if (isGluedType(words[0])) return 1;
  if (!STREET_TYPES.has(plain(words[0])) && !RURAL.has(plain(words[0]))) return 1;
  const code = ROADS.has(plain(words[0])) ? isRoadCode(words, 1) : 0;
  return 1 + Math.max(1, code);
}

/** A number with its label, "S/N" or "Km 12", anywhere behind the name. */
function labelled(words: readonly string[], from: number): Found | null {
  let km: Found | null = null;
  for (let at = from; at < words.length; at += 1) {
    const number = numberAt(words, at);
    if (number === null || number.kind === "plain") continue;
    // "Apto nº 45": the label belongs to the part before it.
    if (number.kind === "labelled" && unitAt(words, at - 1) !== null) continue;
    if (number.kind === "km") km ??= { at, words: number.words, text: number.text, isLabelled: false };
    else return { at, words: number.words, text: number.text, isLabelled: true };
  }
  return km;
}

/** The first bare number that is no date and no part of the name. */
function bare(words: readonly string[], from: number, isNumbered: boolean): Found | null {
  for (let at = from; at < words.length; at += 1) {
    if (unitAt(words, at) !== null && isPartHere(words, at)) return null;
    const number = numberAt(words, at);
    if (number === null) continue;
    const isLast = at + number.words >= words.length;
    if (isNumbered && isLast) return null;
    // "Rua T 63 123": the letter's own number comes first.
    const next = numberAt(words, at + number.words);
    if (/^[a-z]{1,2}$/i.test(words[at - 1] ?? "") && at === from && next?.kind === "plain")
      return { at: at + number.words, words: next.words, text: next.text, isLabelled: false };
    if (isParticle(words[at - 1]) && !isLast && !isEnd(words, at + number.words)) continue;
    return { at, words: number.words, text: number.text, isLabelled: false };
  }
  return null;
}

const isEnd = (words: readonly string[], at: number): boolean =>
  words[at] === undefined || unitAt(words, at) !== null || BAIRRO_OPENERS.has(plain(words[at]));

/** Where a part of the house begins behind the name: "Rua 2 Quadra 5 Lote 6". */
function partAt(words: readonly string[], from: number): number {
  for (let at = from; at < words.length; at += 1) if (unitAt(words, at) !== null && isPartHere(words, at)) return at;
  return words.length;
}

/** "Rua da Torre 12" and "Rua Nova Loja" are names; "Rua 5 Casa 10" and "Rua B Qd 3" go on with a part. */
function isPartHere(words: readonly string[], at: number): boolean {
  const unit = unitAt(words, at);
  if (unit === null || unit.isNamed || isParticle(words[at - 1])) return false;
  return unit.words > 1 || /\d/.test(words[at] ?? "");
}
