/** Prices at each of their targets: base price, price list, metafield. */
import { REF, type EntryIn } from "../rules/record/desk-entry.ts";
import { bulkLines } from "./bulk.ts";
import { money, type Language, type Table } from "./language.ts";
import { listNumber, recordOf } from "./record.ts";

type Priced = EntryIn<"publish-prices", "price-missing" | "price-zero" | "not-on-sale" | "price-drop">;

/** The SKU, with the target unless it is the base price. */
function priceOf({ sku = "", ref = "", params: { company, segment } }: Priced, language: Language): string {
  const isPt = language === "pt-BR";
  if (ref === REF.base) return sku;
  if (ref.startsWith("list-"))
    return isPt
      ? `${sku} na lista de preços ${listNumber(ref)} (loja ${company}, segmento ${segment})`
      : `${sku} in price list ${listNumber(ref)} (company ${company}, segment ${segment})`;
  return isPt
    ? `${sku} no metacampo da loja ${company} (segmento ${segment})`
    : `${sku} in the metafield of company ${company} (segment ${segment})`;
}

const ptKept = (entry: Priced, text: string) =>
  `${priceOf(entry, "pt-BR")}: ${text} Na Shopify continua o último preço.`;
const enKept = (entry: Priced, text: string) => `${priceOf(entry, "en")}: ${text} The last price stays in Shopify.`;

const percentOf = ({ lastCents, erpPriceCents }: { readonly lastCents: number; readonly erpPriceCents: number }) =>
  Math.floor(((lastCents - erpPriceCents) * 100) / lastCents);

type OfList = EntryIn<"publish-prices", "price-list-not-found" | "price-list-currency-mismatch">;
const ptList = ({ ref = "", params }: OfList) =>
  `Lista de preços ${listNumber(ref)} (loja ${params.company}, segmento ${params.segment})`;
const enList = ({ ref = "", params }: OfList) =>
  `Price list ${listNumber(ref)} (company ${params.company}, segment ${params.segment})`;

export const prices: Table<"publish-prices"> = {
  "pt-BR": {
    ...bulkLines["pt-BR"],
    "price-missing": (entry) =>
      ptKept(entry, "está sem preço na loja de referência; informe o preço na tabela de preço."),
    "price-zero": (entry) =>
      ptKept(entry, "o preço é zero (ou arredonda a zero), por isso não foi publicado; corrija na tabela de preço."),
    "not-on-sale": (entry) =>
      ptKept(
        entry,
        "não está à venda na loja de referência (statusVenda); enquanto isso o estoque na Shopify fica em zero.",
      ),
    "price-drop": (entry) =>
      `${priceOf(entry, "pt-BR")}: o preço cairia de ${money(entry.params.lastCents, "pt-BR")} para ${money(entry.params.erpPriceCents, "pt-BR")} (${percentOf(entry.params)} % a menos), por isso não foi publicado e ${entry.params.isEmpty ? "ali não há preço" : "vale o último"}; se está certo, libere-o (POST /api/prices/approve), senão corrija a tabela de preço.`,
    "shopify-refused": (entry) =>
      `${recordOf(entry, "pt-BR")}: a Shopify recusou o preço (${entry.params.code}); corrija o cadastro ou a Shopify. É enviado de novo quando o registro mudar.`,
    "price-list-not-found": (entry) =>
      `${ptList(entry)}: não existe mais na Shopify, por isso os preços dela não são enviados; crie ou adote outra lista no mapeamento de preços.`,
    "price-list-currency-mismatch": (entry) =>
      `${ptList(entry)}: não é em reais, por isso os preços dela não são enviados; escolha uma lista em BRL no mapeamento de preços.`,
    "definition-refused": () =>
      "Shopify: a definição do metacampo erp.precos foi recusada, por isso os preços por loja não são enviados; confira se outro app usa o mesmo nome com outro tipo.",
  },
  en: {
    ...bulkLines.en,
    "price-missing": (entry) => enKept(entry, "it has no price for the base company; enter one in the price table."),
    "price-zero": (entry) =>
      enKept(entry, "the price is zero (or rounds to zero), so it was not published; correct it in the price table."),
    "not-on-sale": (entry) =>
      enKept(entry, "it is not for sale at the base company (statusVenda); meanwhile its stock in Shopify stays zero."),
    "price-drop": (entry) =>
      `${priceOf(entry, "en")}: the price would fall from ${money(entry.params.lastCents, "en")} to ${money(entry.params.erpPriceCents, "en")} (${percentOf(entry.params)}% less), so it was not published and ${entry.params.isEmpty ? "there is no price there" : "the last one stays"}; if it is right, approve it (POST /api/prices/approve), else correct the price table.`,
    "shopify-refused": (entry) =>
      `${recordOf(entry, "en")}: Shopify refused the price (${entry.params.code}); correct the record or Shopify. It is sent again when the record changes.`,
    "price-list-not-found": (entry) =>
      `${enList(entry)}: it is no longer in Shopify, so its prices are not sent; create or adopt another list in the price mapping.`,
    "price-list-currency-mismatch": (entry) =>
      `${enList(entry)}: it is not in reais, so its prices are not sent; choose a list in BRL in the price mapping.`,
    "definition-refused": () =>
      "Shopify: the definition of the metafield erp.precos was refused, so prices by company are not sent; check whether another app uses that name with another type.",
  },
};
