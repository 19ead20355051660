import { districtIndex, isOwnPlace, markPostal, piecesOf, type OwnPlace, type Piece } from "./address-district.ts";
import { isEmptyNumber, numberAt } from "./address-number.ts";
import { segmentsOf, strip, tidy, wordsOf, type Segment } from "./address-segments.ts";
import { splitStreet, streetIndex } from "./address-street.ts";
import { fold, RURAL, stem } from "./address-words.ts";
import { plain, unitAt } from "./address-units.ts";
import { WORD_JOINER } from "./erp-text.ts";

/** A Brazilian street address in its parts. Missing ones are null: the ERP and the NF-e need number and bairro. */
export interface StreetAddress {
  readonly street: string | null;
  readonly number: string | null;
  readonly complement: string | null;
  /** Bairro. */
  readonly district: string | null;
  /** City, state or CEP that a line repeats and the order does not say: for the note. */
  readonly rest?: string;
}

const UNKNOWN: OwnPlace = { city: null, uf: null, zip: null };

/**
 * Splits Shopify's two address lines into parts.
 *
 * With the shop's additional address fields Shopify joins street and number, complement and bairro, each pair by `", "`
 * + U+2060. Without that mark (wallets, apps, old orders) the words decide: a line is cut at its separators, the first
 * part that looks like a house number is one, and every other part is a complement, a bairro, or a repeated city.
 * A part of a house ("Apto 4", "Bloco B", "Fundos") or a landmark is never the bairro. Nothing is dropped: what is
 * left over goes to the complement.
 * @see Shopify/worldwide, BR.yml: combined address formats
 */
export function readAddress(line1: string | null, line2: string | null): StreetAddress {
  return readAddressAt(line1, line2, UNKNOWN);
}

/** The same, for an order whose city, state and CEP are known: repeated in a line they are dropped. */
export function readAddressAt(line1: string | null, line2: string | null, place: OwnPlace): StreetAddress {
  if (tidy(line1 ?? "") === "" && tidy(line2 ?? "") !== "" && splitMarked(line2 ?? "") === null)
    return readAddressAt(line2, null, place);
  const first = splitMarked(line1 ?? "");
  const second = splitMarked(line2 ?? "");
  const start = first === null ? plainStart(line1 ?? "", second === null ? (line2 ?? "") : "") : markedStart(first);
  const onSecond = second === null && first !== null ? piecesOf(segmentsOf(tidy(line2 ?? "")), 2) : [];
  const pieces = [...start.pieces, ...onSecond, ...(second === null ? [] : markedEnd(second))];
  return assemble(start, pieces, place);
}

interface Start {
  readonly street: string | null;
  readonly number: string | null;
  /** A place of a kind that has no house numbers: a super-block, a farm, a plot. */
  readonly hasNoNumbers: boolean;
  readonly pieces: readonly Piece[];
}

/** "Rua X, ⁠999" → Rua X | 999. A missing first part leaves a leading mark; a missing second part leaves no mark at all. */
function splitMarked(line: string): readonly [string, string] | null {
  const at = line.indexOf(WORD_JOINER);
  if (at < 0) return null;
  const [head, tail] = [line.slice(0, at), line.slice(at + 1)].map((part) => strip(tidy(part)));
  return [head ?? "", tail ?? ""];
}

/** Street and number as the customer filled the two fields. What the number field holds besides goes on. */
function markedStart([given, field]: readonly [string, string]): Start {
  const words = wordsOf(field);
  const found = numberAt(words, 0);
  if (found === null) {
    const isUnit = words.some((_, at) => unitAt(words, at) !== null);
    const isNone = isEmptyNumber(field);
    return {
      street: orNull(given),
      number: isNone || isUnit ? "S/N" : field,
      hasNoNumbers: false,
      pieces: isUnit ? complementPiece(field, 1) : [],
    };
  }
  const rest = strip(words.slice(found.words).join(" "));
  // The customer wrote the number in both fields: "Rua X, 123" and "123". "Rua 10" with "10" stays.
  const before = given.slice(0, -found.text.length).trimEnd();
  const isRepeated =
    given.toLowerCase().endsWith(found.text.toLowerCase()) &&
    (/[,-]$/.test(before) || (given.length > before.length + found.text.length && wordsOf(before).length > 1));
  return {
    street: orNull(isRepeated ? strip(before) : given),
    number: found.text,
    hasNoNumbers: false,
    pieces: rest === "" ? [] : piecesOf(segmentsOf(rest), 1),
  };
}

/** Complement and bairro of the form. A complement in the bairro's field is still no bairro. */
function markedEnd([complement, district]: readonly [string, string]): readonly Piece[] {
  const unit = unitAt(wordsOf(district), 0);
  const isPart =
    (unit !== null && !unit.isNamed && (unit.words > 1 || /\d|^\S+$/.test(district))) ||
    /^(?:\d+\s?[a-z]?|casa|casa d[aeo]s? .*)$/i.test(district);
  const named: Piece = { text: withoutBairro(district), separator: " - ", kind: "named-district", line: 2 };
  return [
    ...complementPiece(complement, 2),
    ...(district === "" ? [] : isPart ? piecesOf(segmentsOf(district), 2) : [named]),
  ];
}

const withoutBairro = (text: string): string =>
  /^bairro:?\s(?!alto$|novo$|jardim$|feliz$|d[aeo]s?\s)/i.test(text) ? strip(text.replace(/^bairro:?\s/i, "")) : text;

const complementPiece = (text: string, line: 1 | 2): readonly Piece[] =>
  text === "" ? [] : [{ text, separator: " - ", kind: "complement", line }];

/** Two lines without a mark, read as one list of parts. */
function plainStart(line1: string, line2: string): Start {
  const segments: readonly (Segment & { line: 1 | 2 })[] = [
    ...segmentsOf(tidy(line1)).map((segment) => ({ ...segment, line: 1 as const })),
    ...segmentsOf(tidy(line2)).map((segment, at) => ({
      ...segment,
      separator: at === 0 ? " - " : segment.separator,
      line: 2 as const,
    })),
  ];
  const at = streetIndex(segments);
  const chosen = segments[at];
  if (chosen === undefined) {
    const number = takeNumber(segments, 0, false);
    return {
      street: null,
      number: number?.text ?? null,
      hasNoNumbers: false,
      pieces: piecesOfAll(number?.rest ?? segments),
    };
  }
  const after = segments.slice(at + 1);
  const nextNumber = after[0]?.line === chosen.line ? numberAt(wordsOf(after[0].text), 0) : null;
  const street = splitStreet(wordsOf(chosen.text), nextNumber !== null && nextNumber.kind !== "km");
  const rest: readonly (Segment & { line: 1 | 2 })[] = [
    ...segments.slice(0, at),
    ...(street.rest === "" ? [] : [{ text: street.rest, separator: " ", isInBrackets: false, line: chosen.line }]),
    ...after,
  ];
  const later = street.number === null ? takeNumber(rest, at, street.isBlock) : null;
  const pieces = piecesOfAll(later?.rest ?? rest);
  const isHouse = pieces.some(({ line, kind, text }) => line === 1 && kind === "complement" && stem(text) === "casa");
  return {
    street: orNull(street.street),
    number: street.number ?? later?.text ?? null,
    hasNoNumbers: street.isBlock || isHouse || RURAL.has(stem(chosen.text)) || unitAt(wordsOf(chosen.text), 0) !== null,
    pieces,
  };
}

const piecesOfAll = (segments: readonly (Segment & { line: 1 | 2 })[]): readonly Piece[] =>
  segments.flatMap((segment) => piecesOf([segment], segment.line));

/**
 * The house number among the parts around the street: labelled ones first, then the first plain one. After the block of
 * a super-block a bare number is an apartment. The second line gives one only at its start.
 */
function takeNumber(
  segments: readonly (Segment & { line: 1 | 2 })[],
  street: number,
  isBlock: boolean,
): { readonly text: string; readonly rest: readonly (Segment & { line: 1 | 2 })[] } | null {
  const firstOfSecond = segments.findIndex(({ line }) => line === 2);
  const found = segments.flatMap((segment, at) => {
    const words = wordsOf(segment.text);
    const number = numberAt(words, 0);
    if (number === null || segment.isInBrackets) return [];
    const isAllowed =
      number.kind === "none" ||
      number.kind === "labelled" ||
      number.kind === "km" ||
      (!isBlock && (segment.line === 1 || at === firstOfSecond || at < street));
    return isAllowed ? [{ at, number, words, line: segment.line }] : [];
  });
  const best =
    found.find(({ number, line }) => number.kind !== "km" && line === 1) ??
    found.find(({ line }) => line === 1) ??
    found[0];
  if (best === undefined) return null;
  const left = strip(best.words.slice(best.number.words).join(" "));
  const { separator = "", line } = segments[best.at] ?? { line: 1 as const };
  return {
    text: best.number.text,
    rest: [
      ...segments.slice(0, best.at),
      ...(left === "" ? [] : [{ text: left, separator, isInBrackets: false, line }]),
      ...segments.slice(best.at + 1),
    ],
  };
}

function assemble(start: Start, given: readonly Piece[], place: OwnPlace): StreetAddress {
  const known = given.filter(({ text, line }) => line === 1 || !isRepeated(text, start));
  const pieces = markPostal(known, place);
  const at = districtIndex(pieces);
  const district = pieces[at]?.text ?? null;
  const postal = pieces.filter((piece) => piece.kind === "postal" && !isOwnPlace(piece, place));
  const complement = joined(
    pieces.map((piece, index) =>
      index === at || piece.kind === "postal" || (district !== null && fold(piece.text) === fold(district))
        ? null
        : piece,
    ),
  );
  const isPlot = pieces.some(({ kind, text }) => kind === "complement" && hasPlot(text));
  const isRural = district !== null && /^(?:zona|area) rural|^povoado|^assentamento/.test(fold(district));
  const isUnnumbered = start.street !== null && (start.hasNoNumbers || isPlot || isRural);
  return {
    street: start.street,
    number: start.number ?? (isUnnumbered ? "S/N" : null),
    complement,
    district,
    ...(postal.length > 0 ? { rest: postal.map(({ text }) => text).join(", ") } : {}),
  };
}

/** The second line often says the first again. */
const isRepeated = (text: string, { street, number }: Start): boolean =>
  (number !== null && plain(text) === plain(number)) ||
  (street !== null && number !== null && [fold(street), `${fold(street)} ${fold(number)}`].includes(fold(text)));

/** Quadra and lote say where a house stands that has no number. */
function hasPlot(text: string): boolean {
  const words = wordsOf(text);
  const unit = unitAt(words, 0);
  return unit !== null && /^(?:q|qd|qda|qdr|quadra|lt|lts|lote|l)$/.test(unit.word) && /\d/.test(text);
}

function joined(pieces: readonly (Piece | null)[]): string | null {
  let text = "";
  let isAdjacent = false;
  for (const piece of pieces) {
    if (piece !== null)
      text += text === "" ? piece.text : `${isAdjacent ? piece.separator || " - " : " - "}${piece.text}`;
    isAdjacent = piece !== null;
  }
  return orNull(text);
}

const orNull = (text: string): string | null => (text === "" ? null : text);
