/** Values that a person may type in for an order, as operators say them. */
import type { Language } from "../messages/language.ts";
import type { CorrectedField } from "../rules/orders/people/corrections.ts";
import { sayIn } from "./viewer.ts";

const WORDS: { readonly [F in CorrectedField]: readonly [portuguese: string, english: string] } = {
  document: ["CPF ou CNPJ", "CPF or CNPJ"],
  name: ["nome", "name"],
  phone: ["telefone com DDD", "telephone with area code"],
  email: ["e-mail", "e-mail address"],
  street: ["rua", "street"],
  number: ["número (S/N sem número)", "number (S/N without one)"],
  district: ["bairro", "bairro"],
  city: ["cidade", "city"],
  uf: ["UF", "state (UF)"],
  cep: ["CEP", "CEP"],
};

const isCorrectedField = (text: string): text is CorrectedField => Object.hasOwn(WORDS, text);
export const fieldWord = (field: CorrectedField, language: Language): string => sayIn(language)(...WORDS[field]);
/** Field names that a step of the timeline has, as words. */
export const fieldWords = (names: string, language: Language): string =>
  names
    .split(" ")
    .map((name) => (isCorrectedField(name) ? fieldWord(name, language) : name))
    .join(", ");
