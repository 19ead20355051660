import { BAIRROS, BAIRRO_OPENERS, CAPITALS, CASA_BAIRROS, fold, UFS } from "./address-words.ts";
import { isParticle, isReferenceAt, plain, unitAt } from "./address-units.ts";
import { strip, wordsOf, type Segment } from "./address-segments.ts";

/** What a part of the address can be, once street and number are known. */
export type PieceKind =
  /** The text says so: "Bairro Centro". */
  | "named-district"
  /** It opens like a bairro: "Jardim Europa", "Centro". */
  | "likely-district"
  /** A name without any mark of what it is. */
  | "name"
  | "complement"
  /** City, state or CEP repeated at the end of a line. */
  | "postal";

export interface Piece {
  readonly text: string;
  readonly separator: string;
  readonly kind: PieceKind;
  readonly line: 1 | 2;
}

const MID_REFERENCES = new Set("perto proximo proxima prox atras referencia ref refer defronte obs".split(" "));
/** Bairros whose name keeps the word "Bairro". */
const OWN_NAMES = new Set("alto novo jardim feliz".split(" "));
const STREETS = new Set("rua r av avenida travessa tv rodovia rod".split(" "));

/** Pieces of the parts after street and number. */
export function piecesOf(segments: readonly Segment[], line: 1 | 2): readonly Piece[] {
  return segments.flatMap((segment) => {
    const cep = CEP_TAIL.exec(segment.text.slice(-CEP_TAIL_MAX));
    if (cep === null) return piecesOfSegment(segment, line);
    const text = cep[0].trim();
    const head = strip(segment.text.slice(0, segment.text.length - cep[0].length));
    const postal: Piece = { text, separator: head === "" ? segment.separator : " ", kind: "postal", line };
    return head === "" ? [postal] : [...piecesOfSegment({ ...segment, text: head }, line), postal];
  });
}

/** "CEP 01310-100", "01310100" with its word, at the end of a part. */
const CEP_TAIL = /(?:^|\s)(?:(?:cep|c\.e\.p\.?):?\s?\d{2}\.?\d{3}-?\d{2,3}|\d{2}\.?\d{3}-\d{3})$/i;
const CEP_TAIL_MAX = 20;

function piecesOfSegment({ text, separator, isInBrackets }: Segment, line: 1 | 2): readonly Piece[] {
  const words = wordsOf(text);
  const pieces: Piece[] = [];
  let from = 0;
  let at = 0;
  let kind: PieceKind | null = null;
  let isNamed = false;
  let isAfterCode = false;
  const close = (to: number): void => {
    if (to <= from) return;
    const given = words.slice(from, to).join(" ");
    const found = kind ?? kindOfFree(words.slice(from, to));
    pieces.push({
      text: found === "named-district" ? withoutLabel(given) : given,
      separator: pieces.length === 0 ? separator : " ",
      kind: isInBrackets && found === "name" ? "complement" : found,
      line,
    });
    from = to;
  };
  while (at < words.length) {
    const isFree = !isParticle(words[at - 1]) || at === 0;
    const unit = isFree ? unitAt(words, at) : null;
    if (isFree && isReferenceAt(words, at) && (at === 0 || isMidReference(words, at))) {
      close(at);
      kind = "complement";
      close(words.length);
      return pieces;
    }
    if (unit && isUnitHere(words, at, unit.isNamed, isNamed)) {
      close(at);
      kind = "complement";
      isNamed = unit.isNamed;
      isAfterCode = !unit.isNamed;
      at += unit.words;
      continue;
    }
    if (isFree && isDistrictLabel(words, at)) {
      close(at);
      kind = "named-district";
      isNamed = false;
      isAfterCode = false;
      at += 2;
      continue;
    }
    if (isAfterCode && !isNamed && opensDistrict(words[at])) {
      close(at);
      kind = null;
      isAfterCode = false;
    }
    isAfterCode = false;
    at += 1;
  }
  close(words.length);
  return pieces;
}

/** Inside a name only a part with a code ends it: "Ed. Solar Bloco 2"; "Vila Sobrado", "Jardim Galpão" stay whole. */
function isUnitHere(words: readonly string[], at: number, isNamedUnit: boolean, isInName: boolean): boolean {
  if (at === 0) return true;
  if (isNamedUnit) return !isInName && unitAt(words, 0) !== null;
  const unit = unitAt(words, at);
  if (unit !== null && LATE_PARTS.test(unit.word)) return at > 1 || !isLongOpener(words[0]);
  return (
    unit !== null &&
    (/\d/.test(words.slice(at, at + unit.words).join("")) || unit.words > 1 || (unitAt(words, 0) !== null && !isInName))
  );
}

/** Parts that end a bairro's name even without a code: "Centro fundos", "Vila Nova sobrado azul". */
const LATE_PARTS = /^(?:compl|complem|complemento|fundos|fds|sobrado|terreo|kitnet|cobertura)$/;
/** "Vila Sobrado": the word behind the opener is the name. */
const isLongOpener = (word: string | undefined): boolean => BAIRRO_OPENERS.has(plain(word)) && plain(word) !== "centro";

const isMidReference = (words: readonly string[], at: number): boolean =>
  MID_REFERENCES.has(plain(words[at])) ||
  (!/^(?:sr|sra|entre)$/.test(plain(words[at])) &&
    /^(?:em frente|ao lado|na esquina|ponto de|aos cuidados|por tras)$/.test(
      `${plain(words[at])} ${plain(words[at + 1])}`,
    ));

const isDistrictLabel = (words: readonly string[], at: number): boolean =>
  words.length > at + 1 &&
  (plain(words[at]) === "bairro" || /^(?:b\.|bro\.?:?|b:)$/i.test(words[at] ?? "")) &&
  !isParticle(words[at + 1]);

function withoutLabel(text: string): string {
  const [label = "", ...rest] = text.split(" ");
  if (rest.length === 1 && OWN_NAMES.has(plain(rest[0])) && !label.endsWith(":")) return text;
  const name = rest[0] === ":" || rest[0] === "-" ? rest.slice(1) : rest;
  return name.join(" ");
}

const opensDistrict = (word: string | undefined): boolean => {
  const letters = plain(word);
  return BAIRRO_OPENERS.has(letters) || BAIRROS.has(letters);
};

/** Written where the form asked and there was nothing to say. */
const NOTHING = /^(?:nenhum[ao]?|nao|nao tem|nao ha|nao possui|sem complemento|n\/?a|nada|altos|null|undefined|xx+)$/;

/** A group of words without complement word: a bairro, a description, or a code. */
function kindOfFree(words: readonly string[]): PieceKind {
  const text = words.join(" ");
  const first = plain(words[0]);
  if (first === "casa" || first === "casas")
    return words.length > 1 && words.length <= 3 && CASA_BAIRROS.has(plain(words[1])) && words[0] !== "casa"
      ? "likely-district"
      : "complement";
  if (NOTHING.test(fold(text))) return "complement";
  if (first === "portao") return words.length > 1 ? "complement" : "likely-district";
  if (text.includes("@") || text.replace(/\D/g, "").length > 6 || /^[ac]\//i.test(text)) return "complement";
  if (!/\p{L}{3}/u.test(text)) return /^\p{L}{2}$/u.test(text) ? "name" : "complement";
  if (/^\d/.test(text) && !/^\d{1,2}[ºª°]? (?:de|distrito)/i.test(text)) return "complement";
  if (words.length > 1 && STREETS.has(first)) return "complement";
  if (opensDistrict(words[0])) return "likely-district";
  return "name";
}

/** The order's own city, state and CEP: repeated in an address line they add nothing. */
export interface OwnPlace {
  readonly city: string | null;
  readonly uf: string | null;
  readonly zip: string | null;
}

const digitsOf = (text: string | null): string => (text ?? "").replace(/\D/g, "");

/**
 * Marks city, state and CEP at the end of a line. A lone name before a state is the city only where another piece is
 * left for the bairro.
 */
export function markPostal(pieces: readonly Piece[], place: OwnPlace): readonly Piece[] {
  const marked = pieces.flatMap((piece) => splitState(piece));
  const isCandidate = ({ kind }: Piece): boolean => kind === "name" || kind.endsWith("district");
  for (const line of [2, 1] as const) {
    const own = marked.flatMap((piece, index) => (piece.line === line ? [index] : []));
    let sawState = false;
    for (const index of own.toReversed()) {
      const piece = marked[index];
      if (piece === undefined) break;
      if (piece.kind === "postal") {
        sawState ||= UFS.has(plain(piece.text));
        continue;
      }
      const name = fold(piece.text);
      const others = marked.filter((other) => other !== piece && isCandidate(other)).length;
      if (
        UFS.has(plain(piece.text)) &&
        piece.text.length === 2 &&
        (others > 0 || isOwnPlace(piece, place)) &&
        isState(piece, place)
      ) {
        marked[index] = { ...piece, kind: "postal" };
        sawState = true;
        continue;
      }
      const isCity =
        (place.city !== null && name === fold(place.city.trim())) ||
        (others > 0 &&
          isCandidate(piece) &&
          piece.kind !== "named-district" &&
          (sawState || isKnownCity(name, line, marked, index)));
      if (isCity || (others > 0 && /^bra[sz]il$/.test(name)) || name.startsWith("cidade:")) {
        marked[index] = { ...piece, kind: "postal" };
        if (isCity) break;
        continue;
      }
      break;
    }
  }
  return marked;
}

/** A capital's name is the city where a bairro stands before it on the same line. */
const isKnownCity = (name: string, line: 1 | 2, pieces: readonly Piece[], index: number): boolean =>
  CAPITALS.has(name) &&
  pieces.some(
    (other, at) => at < index && other.line === line && other.kind !== "complement" && other.kind !== "postal",
  );

/** "AP" alone is an apartment and "se" a word; "SP" is a state. */
const isState = ({ text }: Piece, { uf }: OwnPlace): boolean =>
  text === text.toUpperCase() || (uf !== null && fold(uf) === fold(text));

/** Cuts "/SP" from the end of a name. */
function splitState(piece: Piece): readonly Piece[] {
  if (piece.kind === "complement" || piece.kind === "postal") return [piece];
  const state = /(\s|\s?[/-]\s?)([A-Z]{2})$/.exec(piece.text.slice(-6));
  if (state === null || piece.text.length < 6 || !UFS.has(fold(state[2] ?? ""))) return [piece];
  return [
    { ...piece, text: piece.text.slice(0, piece.text.length - state[0].length) },
    { ...piece, text: state[2] ?? "", kind: "postal", separator: state[1] ?? " " },
  ];
}

/** Whether a postal piece says only what the order says already. */
export function isOwnPlace({ text }: Piece, place: OwnPlace): boolean {
  const name = fold(text).replace(/^cidade:\s*/, "");
  if (/^bra[sz]il$/.test(name)) return place.city !== null;
  const digits = digitsOf(text);
  if (digits !== "") return digits.padStart(8, "0") === digitsOf(place.zip).padStart(8, "0");
  return (place.city !== null && name === fold(place.city.trim())) || (place.uf !== null && name === fold(place.uf));
}

/** Index of the piece that is the bairro, or -1: what names itself, then what opens like one, then the last lone name. */
export function districtIndex(pieces: readonly Piece[]): number {
  for (const kind of ["named-district", "likely-district", "name"] as const)
    for (const line of [2, 1] as const) {
      const at = pieces.findLastIndex((piece) => piece.kind === kind && piece.line === line);
      if (at >= 0) return at;
    }
  return -1;
}
