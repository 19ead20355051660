import { CODED, COMPLEMENTS, fold, NAMED, PARTICLES, REFERENCE_PAIRS, REFERENCES, stem } from "./address-words.ts";

/** A part of a house or plot found in a list of words. */
export interface Unit {
  readonly words: number;
  /** A name follows ("Ed. Solar"): it goes on to the end, or to the next part with a code. */
  readonly isNamed: boolean;
  readonly word: string;
}

const WORD_MAX = 40;
const ROMAN = /^(?:i{1,3}|iv|vi{0,3}|ix|xi{0,3}|xi?v)$/;
const SIDES = new Set(["norte", "sul", "leste", "oeste", "unica", "unico", "central"]);
const FLOORS = new Set(["andar", "andares", "pavimento", "pav", "piso", "subsolo", "casa", "bloco", "loja", "sala"]);
const CENTRES = new Set(["comercial", "empresarial", "medico", "clinico", "executivo", "profissional", "automotivo"]);

/** Folded, without the punctuation around it. A longer word is no word of ours, and its end is not looked at. */
export const plain = (word: string | undefined): string =>
  fold((word ?? "").slice(0, WORD_MAX)).replace(/^[.:;,º°ª-]+|[.:;,º°ª-]+$/g, "");

/** "12", "12B", "B", "B2", "T-3", "IV", "203/204": names a part of a house. */
const isCode = (word: string | undefined): boolean => {
  const text = plain(word);
  if (text.length > 12) return false;
  return (
    /^\d{1,6}[a-z]{0,2}$/.test(text) ||
    /^\d{1,5}(?:[-/.]\d{0,5}[a-z]?)+$/.test(text) ||
    /^[a-z](?:\/?[a-z])?$/.test(text) ||
    /^[a-z]{1,2}[-.]?\d{1,4}[a-z]?$/.test(text) ||
    ROMAN.test(text) ||
    /^\d{1,3}[ºª°][a-z]?$/.test(text)
  );
};

const hasDigit = (word: string | undefined): boolean => /\d/.test(word ?? "");
const isLabel = (word: string | undefined): boolean => /^(?:n|no|nr|nro|num|numero)?[.:º°#]*$/.test(fold(word ?? "-"));

/** The part of a house that begins at `at`, or null. "Conjunto Ceará", "Casa Verde" and "Torre" alone are none. */
export function unitAt(words: readonly string[], at: number): Unit | null {
  const word = words[at] ?? "";
  const next = words[at + 1];
  if (/^\d{1,3}[ºª°oa]?\.?$/i.test(word) && FLOORS.has(stem(next ?? "")) && isFloor(word, next ?? ""))
    return { words: 2, isNamed: false, word: stem(next ?? "") };
  const letters = stem(word);
  if (letters === "") return null;
  const own = fold(word.slice(0, WORD_MAX))
    .slice(letters.length)
    .replace(/^[.:º°ª'#-]+/, "");
  if (own !== "" && !/^\d/.test(own) && !isCode(own)) return null;
  const isKnown = COMPLEMENTS.has(letters);
  if (isKnown || CODED.has(letters)) {
    const count = own === "" ? codeWords(words, at, letters) : 1 + moreCodes(words, at + 1);
    const isShort = letters.length === 1 || letters === "tr" || letters === "un";
    const isCoded = count > 1 || own !== "";
    if (isShort ? isCoded && hasDigit(own === "" ? words.slice(at, at + count).join("") : own) : isKnown || isCoded)
      return { words: count, isNamed: false, word: letters };
    return null;
  }
  if (own === "" && NAMED.has(letters) && words.length > at + 1) return { words: 1, isNamed: true, word: letters };
  if (letters === "centro" && own === "" && CENTRES.has(stem(next ?? "")))
    return { words: 2, isNamed: true, word: letters };
  return null;
}

/** "3º andar", "3 andar", "2º bloco"; "2 casa" only with its ordinal. */
const isFloor = (word: string, next: string): boolean =>
  /^(?:andar|pav|piso|subsolo)/.test(stem(next)) || /[ºª°oa]/i.test(word);

/** The unit's own word and the code behind it. */
function codeWords(words: readonly string[], at: number, letters: string): number {
  let count = 1;
  if (isLabel(words[at + 1]) && hasDigit(words[at + 2])) count += 1;
  const code = words[at + count];
  const isSide = SIDES.has(plain(code)) && /^(?:torre|tr|bloco|bl|ala|entrada|portaria|predio)$/.test(letters);
  if (code === undefined || !(isCode(code) || isSide)) return count === 1 ? 1 : count - 1;
  // "Casa a", "Bloco e": a lone particle is a code only at the end or before another part.
  if (/^[aeo]$/.test(plain(code)) && code === code.toLowerCase() && words[at + count + 1] !== undefined) return count;
  return count + 1 + moreCodes(words, at + count + 1);
}

/** "45 B", "203 e 204". */
function moreCodes(words: readonly string[], at: number): number {
  const word = words[at];
  if (word === undefined) return 0;
  if (/^[b-df-mp-z]$/i.test(word)) return 1;
  return /^(?:e|&|a|\/)$/i.test(word) && /^\d/.test(words[at + 1] ?? "") ? 2 : 0;
}

/** A landmark or an instruction begins here: what follows in the segment belongs to it. */
export function isReferenceAt(words: readonly string[], at: number): boolean {
  const word = words[at] ?? "";
  const letters = plain(word);
  if (/^[ac]\/c?$/i.test(word)) return true;
  if (letters === "ref" || letters === "prox") return words.length > at + 1;
  return (
    (REFERENCES.has(letters) && words.length > at + 1) || REFERENCE_PAIRS.has(`${letters} ${plain(words[at + 1])}`)
  );
}

export const isParticle = (word: string | undefined): boolean => PARTICLES.has(plain(word));
