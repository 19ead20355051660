/** A name of the ERP as customers read it: character references decoded, shorthand written out, capitals lowered. */
import { plainText } from "./html.ts";
import { ABBREVIATIONS, KEPT_WORDS, SMALL_WORDS } from "./name-words.ts";

/** What an installation decides of names. */
export interface NameRules {
  readonly titleCase: boolean;
  /** Words that stay as they are written here: "UHT", "iPhone". */
  readonly titleWords: readonly string[];
  /** Shorthand → words, besides the default list; null takes a default away. */
  readonly abbreviations: Readonly<Record<string, string | null>>;
}

const REFERENCE = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});/i;
/** A longer name is not one: its words are left alone. */
const NAME_MAX = 1_000;

/** Only a name all in capitals is changed, but for its character references: any other was written by a person. */
export function shownName(name: string, rules: NameRules): string {
  const text = REFERENCE.test(name) ? plainText(name.replaceAll("<", "&lt;")) : name;
  return rules.titleCase && text.length <= NAME_MAX && isAllCapitals(text) ? inTitleCase(text, rules) : text;
}

/** One word of three letters is an acronym as often as a name. */
export const isAllCapitals = (text: string): boolean =>
  !/\p{Ll}/u.test(text) && /\p{Lu}{4}|\p{Lu}.*\s.*\p{Lu}/u.test(text);

function inTitleCase(text: string, { titleWords, abbreviations }: NameRules): string {
  const own = new Map(Object.entries(abbreviations).map(([short, long]) => [short.toUpperCase(), long]));
  const kept = new Map(titleWords.map((word) => [word.toUpperCase(), word]));
  const longOf = (word: string): string | null => {
    const written = own.get(word);
    return written === undefined
      ? Object.hasOwn(ABBREVIATIONS, word)
        ? (ABBREVIATIONS[word] ?? null)
        : null
      : written;
  };
  let isFirst = true;
  const oneWord = (word: string): string => {
    const first = isFirst;
    if (/[\p{L}\d]/u.test(word)) isFirst = false;
    const shown = kept.get(word);
    if (shown !== undefined) return shown;
    const long = longOf(word);
    if (long !== null) return first ? capitalised(long) : long;
    if (SMALL_WORDS.has(word)) return first ? capitalised(word.toLowerCase()) : word.toLowerCase();
    return isKept(word) ? word : capitalised(word.toLowerCase());
  };
  return text
    .split(/(\s+)/)
    .map((part) => ofPart(part))
    .join("")
    .replace(/ {2,}/g, " ")
    .trim();

  /** "C/LEITE", "S/GÁS", "ARROZ/FEIJÃO", "(CAIXA)". */
  function ofPart(part: string): string {
    if (part.trim() === "") return part;
    const shown = kept.get(part);
    if (shown !== undefined || longOf(part) !== null) return oneWord(part);
    const short = /^([\p{Lu}]{1,3}\/)(.+)$/u.exec(part);
    const long = short?.[1] === undefined ? null : longOf(short[1]);
    if (short?.[1] !== undefined && short[2] !== undefined && long !== null)
      return `${oneWord(short[1])} ${ofPart(short[2])}`;
    // A full stop ends a shorthand: "DENT." is "DENT", and "BISC.RECHEADO" are two words.
    const glued = /^(\p{Lu}{2,})\.(\p{Lu}.*)$/u.exec(part);
    if (glued?.[1] !== undefined && glued[2] !== undefined && longOf(glued[1]) !== null)
      return `${oneWord(glued[1])} ${ofPart(glued[2])}`;
    const pieces = part.split(/([^\p{L}\p{N}'’.,&]+)/u);
    return pieces
      .map((piece, at) => {
        const [, bare = piece, end = ""] = /^(.*?)([.,]*)$/.exec(piece) ?? [];
        if (bare === "" || !/\p{L}/u.test(bare)) return piece;
        if (end !== "." || longOf(bare) === null) return `${oneWord(bare)}${end}`;
        return `${oneWord(bare)}${pieces.slice(at + 1).join("") === "" ? "" : " "}`;
      })
      .join("");
  }
}

/** Units, acronyms, sizes ("2X220G", "500ML", "T12"), and letters that no one could say as a word ("LMPM"). */
const isKept = (word: string): boolean =>
  KEPT_WORDS.has(word) ||
  /\d/.test(word) ||
  word.includes("&") ||
  (word.length > 1 && !/[AEIOUYÁÀÂÃÉÊÍÓÔÕÚÜ]/.test(word));

const capitalised = (word: string): string => word.replace(/(?:^|['’])\p{L}/gu, (letters) => letters.toUpperCase());
