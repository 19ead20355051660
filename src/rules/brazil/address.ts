import { WORD_JOINER } from "./erp-text.ts";

/** A Brazilian street address in its parts. Missing ones are null: the ERP and the NF-e need number and bairro. */
export interface StreetAddress {
  readonly street: string | null;
  readonly number: string | null;
  readonly complement: string | null;
  /** Bairro. */
  readonly district: string | null;
}

/**
 * Splits Shopify's two address lines into parts.
 *
 * With the shop's additional address fields Shopify joins street and number, complement and bairro, each pair by `", "`
 * + U+2060. Without that mark (wallets, apps, old orders) the number is the last part of the first line with a digit in
 * it, or S/N. The bairro is the text after the last " - " of a line, the usual way to write it. A bairro is never
 * guessed from a lone word: the second line of "Ap 12" is a complement.
 * @see Shopify/worldwide, BR.yml: combined address formats
 */
export function readAddress(line1: string | null, line2: string | null): StreetAddress {
  const first = splitMarked(line1 ?? "");
  const second = splitMarked(line2 ?? "");
  const { street, number, rest } = first ?? splitStreet(line1 ?? "");
  const tail = second ?? splitComplement(line2 ?? "", rest);
  return { street, number, complement: tail.street, district: tail.number };
}

interface Pair {
  readonly street: string | null;
  readonly number: string | null;
  /** Parts that stood after the number on the first line. */
  readonly rest: string | null;
}

/** "Rua X, ⁠999" → Rua X | 999. A missing first part leaves a leading mark; a missing second part leaves no mark at all. */
function splitMarked(line: string): Pair | null {
  const at = line.indexOf(WORD_JOINER);
  if (at < 0) return null;
  return { street: text(line.slice(0, at).replace(/,\s*$/, "")), number: text(line.slice(at + 1)), rest: null };
}

const NUMBER = /^(?:n[º°o.]*\s*)?(\d+[\s-]?[A-Za-z]?|\d+\s*\/\s*\d+|s\s*\/?\s*n[º°o]?)$/i;

/** "Rua X, 999", "Rua X 999 - Centro", "Rua 7 de Setembro, S/N": the number is the last part that looks like one. */
function splitStreet(line: string): Pair {
  const parts = line.split(/,|\s-\s/).map((part) => part.trim());
  for (let index = parts.length - 1; index > 0; index -= 1) {
    const match = NUMBER.exec(parts[index] ?? "");
    if (match)
      return {
        street: text(parts.slice(0, index).join(", ")),
        number: houseNumber(match[1] ?? ""),
        rest: text(parts.slice(index + 1).join(" - ")),
      };
  }
  // No comma: "Rua das Flores 999". A numbered street ("Rua 13") keeps its number: a house number needs two words
  // before it.
  const bare = /^(\S+\s+\S.*?)\s+(?:n[º°o.]*\s*)?(\d+[A-Za-z]?|s\/n)$/i.exec(parts[0] ?? "");
  if (bare)
    return { street: text(bare[1] ?? ""), number: houseNumber(bare[2] ?? ""), rest: text(parts.slice(1).join(" - ")) };
  return { street: text(line), number: null, rest: null };
}

/** "Ap 12 - Centro" → Ap 12 | Centro. What stood after the number on the first line is the bairro when the second has none. */
function splitComplement(line: string, afterNumber: string | null): Pair {
  const parts = line.split(/\s+-\s+/).map((part) => part.trim());
  const district = parts.length > 1 ? text(parts.at(-1) ?? "") : null;
  if (district !== null) return { street: text(parts.slice(0, -1).join(" - ")), number: district, rest: null };
  const bairro = /^bairro:?\s+(.+)$/i.exec(line.trim())?.[1];
  if (bairro) return { street: null, number: text(bairro), rest: null };
  return { street: text(line), number: afterNumber, rest: null };
}

const houseNumber = (given: string): string => (/^s/i.test(given) ? "S/N" : given.replace(/\s+/g, ""));

function text(given: string): string | null {
  const clean = given.replaceAll(WORD_JOINER, "").replace(/\s+/g, " ").trim();
  return clean === "" ? null : clean;
}
