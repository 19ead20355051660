/** Building blocks of every text table. */
import { centsText, reais } from "../rules/brazil/money.ts";
import type { DecimalFault } from "../rules/brazil/decimal.ts";
import type { Area, EntryIn, Reason } from "../rules/record/desk-entry.ts";

export const LANGUAGES = ["pt-BR", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** For each reason of an area, the whole sentence: the record first, what happened, what to do. */
export type Texts<A extends Area> = { readonly [R in Reason<A>]: (entry: EntryIn<A, R>) => string };
/** A reason without a text in either language does not compile. */
export type Table<A extends Area> = { readonly [L in Language]: Texts<A> };

/** "R$ 1.234,56", or "R$ 1,234.56" in English. */
export function money(cents: number, language: Language): string {
  if (language === "pt-BR") return reais(cents);
  const [whole = "0", fraction = "00"] = centsText(Math.abs(cents)).split(".");
  return `${cents < 0 ? "-" : ""}R$ ${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fraction}`;
}

const SHOWN_MAX = 5;

/** The first five items and the number of the others. */
export function list(items: readonly string[], language: Language): string {
  const more = items.length - SHOWN_MAX;
  const tail = more <= 0 ? "" : language === "pt-BR" ? ` e mais ${more}` : ` and ${more} more`;
  return items.slice(0, SHOWN_MAX).join(", ") + tail;
}

/** The fault of a decimal text; the sentence names its field first. */
export function faultText(fault: DecimalFault | "negative", places: number, language: Language): string {
  const isPt = language === "pt-BR";
  switch (fault) {
    case "missing":
      return isPt ? "não foi informado" : "is missing";
    case "not-a-number":
      return isPt ? "não é um número" : "is not a number";
    case "too-many-places":
      return isPt ? `tem mais de ${places} casas decimais` : `has more than ${places} decimal places`;
    case "too-large":
      return isPt ? "é grande demais" : "is too large";
    case "ambiguous":
      return isPt ? "pode ser milhar ou decimal" : "may be thousands or decimals";
    case "negative":
      return isPt ? "é negativo" : "is negative";
  }
}
