import type { StoredEntry } from "../rules/record/desk-entry.ts";
import { renderEntry } from "../messages/render.ts";
import type { Language } from "../messages/language.ts";
import { sayIn } from "./viewer.ts";

/** The sentence of an entry without its record, in two parts: what happened, and what to do. */
export function partsOf(entry: StoredEntry, language: Language): { readonly what: string; readonly cure: string } {
  const { message } = renderEntry(entry, language);
  const text = capital(inConsole(message.replace(/^[^:]{1,80}: /, ""), language));
  const at = /[;.] (?=\S)/.exec(text);
  if (at === null) return { what: text, cure: "" };
  return { what: `${text.slice(0, at.index)}.`, cure: capital(text.slice(at.index + 2)) };
}

/** Both parts, on a page that names the record itself. */
export function sentenceOfEntry(entry: StoredEntry, language: Language): string {
  const { what, cure } = partsOf(entry, language);
  return `${what} ${cure}`.trim();
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Calls of the API by the page that makes them. What has no page yet keeps its call. */
const PAGES: readonly (readonly [call: RegExp, portuguese: string, english: string])[] = [
  [/ ?\((?:PUT|POST) \/api\/(?:companies|prices\/approve|catalog\/skus\/[^)]*)\)/g, "", ""],
  [
    /GET \/api\/drift (e mande de novo o que for preciso|and send again what is needed) \(POST \/api\/drift\/repair\)/g,
    "em Diferenças com a Shopify e mande de novo o que for preciso",
    "Differences with Shopify and send again what is needed",
  ],
  [/GET \/api\/orders\/ledger/g, "Conferência de pedidos", "Ledger of orders"],
  [/(?:em|in) \/api\/(?:companies|payment-forms)/g, "em Mapeamentos", "in Mappings"],
  [/(?:com|with) POST \/api\/loads\/[\w/-]+\/approve-delisting/g, "na página da carga", "on the load's page"],
];

const inConsole = (text: string, language: Language): string =>
  PAGES.reduce((all, [call, ...words]) => all.replaceAll(call, sayIn(language)(...words)), text);
