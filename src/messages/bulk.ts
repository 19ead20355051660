/** Bulk jobs, and their lines that return to single calls. */
import type { EntryIn } from "../rules/record/desk-entry.ts";
import type { Language, Table, Texts } from "./language.ts";
import { recordOf } from "./record.ts";

type LineReasons = "bulk-line-failed" | "bulk-dead-letter";
type LineArea = "publish-catalog" | "publish-prices";
type LineTexts = { readonly [R in LineReasons]: (entry: EntryIn<LineArea, R>) => string };

export const bulkLines: { readonly [L in Language]: LineTexts } = {
  "pt-BR": {
    "bulk-line-failed": (entry) =>
      `${recordOf(entry, "pt-BR")}: a Shopify recusou a linha dele em um envio em lote; é enviado de novo, sozinho, nos próximos minutos. Se continuar aqui, veja o detalhe.`,
    "bulk-dead-letter": (entry) =>
      `${recordOf(entry, "pt-BR")}: foi recusado ${entry.params.tries} vezes seguidas pela Shopify, por isso não é mais enviado; corrija o cadastro (veja o detalhe) ou peça o reenvio. Volta a ser enviado quando o registro mudar.`,
  },
  en: {
    "bulk-line-failed": (entry) =>
      `${recordOf(entry, "en")}: Shopify refused its line of a bulk job; it is sent again by itself within minutes. If it stays here, see the detail.`,
    "bulk-dead-letter": (entry) =>
      `${recordOf(entry, "en")}: Shopify refused it ${entry.params.tries} times in a row, so it is no longer sent; correct the record (see the detail) or ask for it to be sent again. It is also sent again when the record changes.`,
  },
};

const KINDS: { readonly [L in Language]: Readonly<Record<string, string>> } = {
  "pt-BR": {
    ProductSet: "produtos",
    VariantsUpdate: "embalagens",
    Publish: "canais de venda",
    VariantPrices: "preços-base",
  },
  en: {
    ProductSet: "products",
    VariantsUpdate: "variants",
    Publish: "sales channels",
    VariantPrices: "base prices",
  },
};

const kindOf = ({ params: { kind } }: EntryIn<"publish-bulk">, language: Language): string =>
  KINDS[language][kind] ?? kind;

/** A step of a job failed and will be retried. */
function later(
  language: Language,
): Pick<Texts<"publish-bulk">, "bulk-upload-failed" | "bulk-start-failed" | "bulk-download-failed"> {
  const words = {
    "pt-BR": {
      "bulk-upload-failed": "não conseguiu enviar o arquivo à Shopify",
      "bulk-start-failed": "não foi iniciado pela Shopify",
      "bulk-download-failed": "não se soube da Shopify como está, ou não se leu o arquivo de resultados",
      next: "tenta de novo em alguns minutos. Os registros continuam pendentes.",
    },
    en: {
      "bulk-upload-failed": "its file could not be uploaded to Shopify",
      "bulk-start-failed": "Shopify did not start it",
      "bulk-download-failed": "Shopify did not say how it stands, or its result file could not be read",
      next: "it is tried again in some minutes. The records stay pending.",
    },
  }[language];
  const text = (entry: EntryIn<"publish-bulk", "bulk-upload-failed" | "bulk-start-failed" | "bulk-download-failed">) =>
    `${recordOf(entry, language)} (${kindOf(entry, language)}): ${words[entry.reason]}; ${words.next}`;
  return { "bulk-upload-failed": text, "bulk-start-failed": text, "bulk-download-failed": text };
}

export const bulk: Table<"publish-bulk"> = {
  "pt-BR": {
    ...later("pt-BR"),
    "bulk-failed": (entry) =>
      `${recordOf(entry, "pt-BR")} (${kindOf(entry, "pt-BR")}): terminou sem completar (${entry.params.outcome}); o que não foi aceito voltou para a fila e segue em chamadas simples, sem lote por uma hora. Se repetir, veja o estado da Shopify e os escopos do app.`,
  },
  en: {
    ...later("en"),
    "bulk-failed": (entry) =>
      `${recordOf(entry, "en")} (${kindOf(entry, "en")}): it ended without completing (${entry.params.outcome}); what was not accepted is due again and goes by single calls, without bulk jobs for an hour. If it repeats, check the status of Shopify and the scopes of the app.`,
  },
};
