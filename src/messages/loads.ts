/** Records that the loads refuse, and faults that stop a load. */
import type { EntryIn, Measure, RecordArea } from "../rules/record/desk-entry.ts";
import { faultText, type Language, type Table } from "./language.ts";
import { nameOf, recordOf } from "./record.ts";

const TEXT_MAX = 300;
const problemsOf = (problems: readonly string[]): string => problems.join("; ").slice(0, TEXT_MAX);

type Subject = Parameters<typeof nameOf>[0];
const pt = (entry: Subject, text: string) => `${nameOf(entry, "pt-BR")}: ${text}`;
const en = (entry: Subject, text: string) => `${nameOf(entry, "en")}: ${text}`;
const ptLoad = (entry: Subject, text: string) => `${recordOf(entry, "pt-BR")}: ${text}.`;
const enLoad = (entry: Subject, text: string) => `${recordOf(entry, "en")}: ${text}.`;

type PullReason =
  | "pages-endless"
  | "page-repeated"
  | "erp-refused"
  | "erp-not-there"
  | "erp-unauthorized"
  | "erp-login-address"
  | "delisting-blocked"
  | "record-malformed"
  | "record-too-large"
  | "text-garbled"
  | "fields-missing"
  | "field-undeclared"
  | "rows-alike"
  | "rows-foreign";
type PullTexts = { readonly [R in PullReason]: (entry: EntryIn<RecordArea, R>) => string };

/** Base64 makes a picture a third longer. */
const inRecord = (megabytes: number): number => Math.floor((megabytes * 3) / 4);

export const pull: { readonly [L in Language]: PullTexts } = {
  "pt-BR": {
    "pages-endless": (entry) =>
      ptLoad(entry, `mais de ${entry.params.pages} páginas: a API não termina a lista; fale com o suporte do ERP`),
    "page-repeated": (entry) =>
      ptLoad(
        entry,
        `a página ${entry.params.page} traz só registros da anterior: a API não avança; recomeça do início. Se ela ignora a página, declare no dialeto que não a recebe (query.page)`,
      ),
    "erp-refused": (entry) => ptLoad(entry, `o ERP recusou a consulta (${entry.params.code}): ${entry.params.answer}`),
    "erp-not-there": (entry) => ptLoad(entry, "o endereço não existe no ERP; confira ERP_BASE_URL e a versão da API"),
    "erp-unauthorized": (entry) =>
      ptLoad(entry, `o ERP recusou o usuário: ${entry.params.answer}; confira usuário, senha e permissões`),
    "erp-login-address": (entry) =>
      ptLoad(entry, `não há login nesse endereço do ERP: ${entry.params.answer}; confira ERP_AUTH_URL`),
    "delisting-blocked": (entry) =>
      `${recordOf(entry, "pt-BR")}: ${entry.params.rows} de ${entry.params.live} registros ativos não vêm mais do ERP, acima do limite; nada foi desativado. Confira no ERP as permissões do usuário e os filtros. Se saíram mesmo, confirme com POST /api/loads/${entry.area}/${entry.company ?? 0}/${entry.segment ?? 0}/approve-delisting.`,
    "record-malformed": (entry) =>
      pt(
        entry,
        `o ERP enviou um registro que não se consegue ler (${problemsOf(entry.params.problems)}), por isso ele ficou de fora; corrija no ERP ou confira a versão da API.`,
      ),
    "fields-missing": (entry) =>
      ptLoad(
        entry,
        `nenhum registro do ERP tem ${entry.params.fields.join(", ")}; nomes desconhecidos que vieram: ${entry.params.unknown.join(", ") || "nenhum"}; se um deles é o campo, informe-o no dialeto`,
      ),
    "field-undeclared": (entry) =>
      ptLoad(
        entry,
        `nenhum registro do ERP tem ${entry.params.fields.join(", ")}, e sem ele um preço por quilo seria cobrado por unidade; por isso a carga parou. Nomes desconhecidos que vieram: ${entry.params.unknown.join(", ") || "nenhum"}; informe no dialeto o nome do campo, ou que a falta dele quer dizer N`,
      ),
    "text-garbled": (entry) =>
      pt(
        entry,
        `o nome veio com letras perdidas (“${entry.params.text}”), por isso vale o último que houve; confira a codificação do ERP (charset, no dialeto).`,
      ),
    "rows-alike": (entry) =>
      pt(
        entry,
        `o ERP enviou ${entry.params.rows} registros diferentes e nada diz qual vale (loja, segmento ou depósito), por isso vale o último que havia; confira no ERP ou indique o campo no dialeto.`,
      ),
    "rows-foreign": (entry) =>
      ptLoad(
        entry,
        `o ERP enviou ${entry.params.rows} registros de outra loja, segmento ou depósito, que foram pulados; confira se ele entende o filtro da consulta`,
      ),
    "record-too-large": (entry) =>
      pt(
        entry,
        `o registro tem mais de ${entry.params.megabytes} MB, por isso ficou de fora. Uma foto dentro do registro pode ter até ${inRecord(entry.params.megabytes)} MB; no ERP, troque-a por uma menor ou por um endereço https, ou envie-a por POST /api/images ou pela pasta inbox/, onde cabem 20 MB.`,
      ),
  },
  en: {
    "pages-endless": (entry) =>
      enLoad(entry, `more than ${entry.params.pages} pages: the API never ends the list; ask the ERP's support`),
    "page-repeated": (entry) =>
      enLoad(
        entry,
        `page ${entry.params.page} has only records of the page before: the API does not advance; the load starts over. If it ignores the page, say in the dialect that it takes none (query.page)`,
      ),
    "erp-refused": (entry) => enLoad(entry, `the ERP refused the query (${entry.params.code}): ${entry.params.answer}`),
    "erp-not-there": (entry) =>
      enLoad(entry, "the address is not there in the ERP; check ERP_BASE_URL and the version of the API"),
    "erp-unauthorized": (entry) =>
      enLoad(entry, `the ERP refused the user: ${entry.params.answer}; check user, password and permissions`),
    "erp-login-address": (entry) =>
      enLoad(entry, `there is no login at this address of the ERP: ${entry.params.answer}; check ERP_AUTH_URL`),
    "delisting-blocked": (entry) =>
      `${recordOf(entry, "en")}: the ERP no longer returns ${entry.params.rows} of ${entry.params.live} active records, which is above the limit; nothing was switched off. Check the user's permissions and the filters in the ERP. If they are really delisted, approve it with POST /api/loads/${entry.area}/${entry.company ?? 0}/${entry.segment ?? 0}/approve-delisting.`,
    "record-malformed": (entry) =>
      en(
        entry,
        `the ERP sent a record that cannot be read (${problemsOf(entry.params.problems)}), so it was left out; correct it in the ERP or check the version of the API.`,
      ),
    "fields-missing": (entry) =>
      enLoad(
        entry,
        `no record of the ERP has ${entry.params.fields.join(", ")}; unknown names that came: ${entry.params.unknown.join(", ") || "none"}; if one of them is the field, name it in the dialect`,
      ),
    "field-undeclared": (entry) =>
      enLoad(
        entry,
        `no record of the ERP has ${entry.params.fields.join(", ")}, and without it a price by the kilo would be asked for one unit, so the load stopped. Unknown names that came: ${entry.params.unknown.join(", ") || "none"}; name the field in the dialect, or say there that its absence means N`,
      ),
    "text-garbled": (entry) =>
      en(
        entry,
        `its name came with lost letters (“${entry.params.text}”), so the last one stays; check the charset of the ERP (in the dialect).`,
      ),
    "rows-alike": (entry) =>
      en(
        entry,
        `the ERP sent ${entry.params.rows} different records and nothing says which one counts (company, segment or warehouse), so the last known one stays; check the ERP or name the field in the dialect.`,
      ),
    "rows-foreign": (entry) =>
      enLoad(
        entry,
        `the ERP sent ${entry.params.rows} records of another company, segment or warehouse, which were skipped; check that it knows the filter of the query`,
      ),
    "record-too-large": (entry) =>
      en(
        entry,
        `the record has more than ${entry.params.megabytes} MB, so it was left out. A picture inside a record may have ${inRecord(entry.params.megabytes)} MB; in the ERP, replace it by a smaller one or by an https address, or send it by POST /api/images or the folder inbox/, which take 20 MB.`,
      ),
  },
};

export const products: Table<"products"> = {
  "pt-BR": {
    ...pull["pt-BR"],
    "name-blank": (entry) =>
      pt(entry, "sem nome, por isso não vai para a loja; preencha Título E-Commerce ou a descrição do produto."),
    "title-cut": (entry) =>
      pt(
        entry,
        `o nome tem ${entry.params.length} caracteres e a loja aceita ${entry.params.max}; foi cortado. Informe um Título E-Commerce mais curto.`,
      ),
    "description-too-long": (entry) =>
      pt(entry, `a descrição tem ${entry.params.length} caracteres; encurte para até ${entry.params.max}.`),
    "multiple-invalid": (entry) =>
      pt(entry, `o múltiplo de venda ${faultText(entry.params.fault, 3, "pt-BR")}; informe-o em kg com até 3 casas.`),
    "multiple-missing": (entry) =>
      pt(entry, "vendido por peso, mas sem múltiplo de venda; informe-o em kg (por exemplo 0,100) na aba E-Commerce."),
    "sale-limit-invalid": (entry) =>
      pt(entry, "o limite por venda é ilegível, por isso a loja não mostra limite; corrija-o na aba E-Commerce."),
    "similars-invalid": (entry) =>
      pt(
        entry,
        "a lista de similares é ilegível, por isso a do ERP não conta; corrija-a ou envie um CSV de similares.",
      ),
  },
  en: {
    ...pull.en,
    "name-blank": (entry) =>
      en(entry, "it has no name, so it does not go to the shop; fill in the e-commerce title or the description."),
    "title-cut": (entry) =>
      en(
        entry,
        `its name has ${entry.params.length} characters and the shop takes ${entry.params.max}; it was cut. Enter a shorter e-commerce title.`,
      ),
    "description-too-long": (entry) =>
      en(entry, `its description has ${entry.params.length} characters; shorten it to at most ${entry.params.max}.`),
    "multiple-invalid": (entry) =>
      en(entry, `its sale multiple ${faultText(entry.params.fault, 3, "en")}; enter it in kg with at most 3 places.`),
    "multiple-missing": (entry) =>
      en(entry, "it is sold by weight and has no sale multiple; enter it in kg (0.100, say) in the E-Commerce tab."),
    "sale-limit-invalid": (entry) =>
      en(entry, "its limit per sale cannot be read, so the shop shows none; correct it in the E-Commerce tab."),
    "similars-invalid": (entry) =>
      en(entry, "its list of similar products cannot be read, so the ERP's does not count; correct it or send a CSV."),
  },
};

export const brands: Table<"brands"> = {
  "pt-BR": {
    ...pull["pt-BR"],
    "brand-blank": (entry) => pt(entry, "sem nome, por isso vale o último que teve; preencha a descrição da marca."),
  },
  en: {
    ...pull.en,
    "brand-blank": (entry) => en(entry, "it has no name, so its last one stays; fill in the brand's description."),
  },
};

export const categories: Table<"categories"> = {
  "pt-BR": {
    ...pull["pt-BR"],
    "category-blank": (entry) =>
      pt(entry, "sem nome, por isso vale o último que teve; preencha a descrição da categoria."),
    "category-own-parent": (entry) =>
      pt(entry, "está como pai de si mesma, por isso vale o último pai; corrija a árvore."),
  },
  en: {
    ...pull.en,
    "category-blank": (entry) =>
      en(entry, "it has no name, so its last one stays; fill in the category's description."),
    "category-own-parent": (entry) => en(entry, "it is its own parent, so its last parent stays; correct the tree."),
  },
};

const MEASURES: { readonly [L in Language]: Readonly<Record<Measure, string>> } = {
  "pt-BR": { "gross-weight": "peso bruto", width: "largura", height: "altura", length: "comprimento" },
  en: { "gross-weight": "gross weight", width: "width", height: "height", length: "length" },
};

export const skus: Table<"skus"> = {
  "pt-BR": {
    ...pull["pt-BR"],
    "sku-invalid": (entry) =>
      pt(
        entry,
        "produto e embalagem não formam um SKU válido (P{seqProduto}E{qtdEmbalagem}); confira o cadastro da embalagem.",
      ),
    "ean-invalid": (entry) =>
      pt(
        entry,
        `o código ${entry.params.barcode} não é um EAN válido; o SKU vai sem código de barras. Corrija na aba Códigos.`,
      ),
    "measure-invalid": (entry) =>
      pt(
        entry,
        `${MEASURES["pt-BR"][entry.params.measure]} ilegível ou negativo, por isso vai sem ele; corrija na embalagem da família.`,
      ),
  },
  en: {
    ...pull.en,
    "sku-invalid": (entry) =>
      en(
        entry,
        "product and package do not make a valid SKU (P{seqProduto}E{qtdEmbalagem}); check the package in the ERP.",
      ),
    "ean-invalid": (entry) =>
      en(
        entry,
        `the code ${entry.params.barcode} is not a valid EAN; the SKU goes without a barcode. Correct it in the ERP (Códigos tab).`,
      ),
    "measure-invalid": (entry) =>
      en(
        entry,
        `its ${MEASURES.en[entry.params.measure]} is unreadable or negative, so it goes without; correct the package of the family.`,
      ),
  },
};

type NormalPrice = EntryIn<"prices", "price-zero" | "price-negative" | "price-missing" | "price-invalid">;
const ptNormal = (entry: NormalPrice, what: string) =>
  pt(
    entry,
    `o preço normal na empresa ${entry.company ?? 0} ${what}, por isso não foi publicado e vale o último; corrija na tabela de preço, segmento ${entry.segment ?? 0}.`,
  );
const enNormal = (entry: NormalPrice, what: string) =>
  en(
    entry,
    `its normal price at company ${entry.company ?? 0} ${what}, so it was not published and the last one stays; correct the price table, segment ${entry.segment ?? 0}.`,
  );
type Promo = EntryIn<"prices", "promo-invalid" | "promo-not-lower" | "promo-dates">;
const ptPromo = (entry: Promo, what: string) =>
  pt(entry, `${what} na empresa ${entry.company ?? 0}, por isso vale o preço normal; corrija a promoção.`);
const enPromo = (entry: Promo, what: string) =>
  en(entry, `${what} at company ${entry.company ?? 0}, so the normal price stays; correct the promotion.`);

export const prices: Table<"prices"> = {
  "pt-BR": {
    ...pull["pt-BR"],
    "sku-invalid": (entry) => pt(entry, "preço de um SKU ilegível; confira o cadastro da embalagem."),
    "status-unknown": (entry) =>
      pt(
        entry,
        `status de venda “${entry.params.status}” não é A nem I, por isso vale o último preço; informe no dialeto o que ele quer dizer.`,
      ),
    "price-zero": (entry) => ptNormal(entry, "é zero"),
    "price-negative": (entry) => ptNormal(entry, "é negativo"),
    "price-missing": (entry) => ptNormal(entry, faultText("missing", 2, "pt-BR")),
    "price-invalid": (entry) => ptNormal(entry, faultText(entry.params.fault, 2, "pt-BR")),
    "promo-invalid": (entry) => ptPromo(entry, `o preço promocional ${faultText(entry.params.fault, 2, "pt-BR")}`),
    "promo-not-lower": (entry) => ptPromo(entry, "o preço promocional não é menor que o normal"),
    "promo-dates": (entry) => ptPromo(entry, "as datas da promoção são inválidas"),
    "offer-invalid": (entry) =>
      pt(
        entry,
        `${entry.params.field} na empresa ${entry.company ?? 0} é ilegível, por isso não aparece em erp.precos; o preço não muda; corrija no ERP.`,
      ),
  },
  en: {
    ...pull.en,
    "sku-invalid": (entry) => en(entry, "a price of a SKU that cannot be read; check the package in the ERP."),
    "status-unknown": (entry) =>
      en(
        entry,
        `its sale status “${entry.params.status}” is neither A nor I, so the last price stays; say in the dialect what it means.`,
      ),
    "price-zero": (entry) => enNormal(entry, "is zero"),
    "price-negative": (entry) => enNormal(entry, "is negative"),
    "price-missing": (entry) => enNormal(entry, faultText("missing", 2, "en")),
    "price-invalid": (entry) => enNormal(entry, faultText(entry.params.fault, 2, "en")),
    "promo-invalid": (entry) => enPromo(entry, `the promotional price ${faultText(entry.params.fault, 2, "en")}`),
    "promo-not-lower": (entry) => enPromo(entry, "the promotional price is not below the normal one"),
    "promo-dates": (entry) => enPromo(entry, "the dates of the promotion are invalid"),
    "offer-invalid": (entry) =>
      en(
        entry,
        `${entry.params.field} at company ${entry.company ?? 0} cannot be read, so erp.precos does not show it; the price is not affected; correct it in the ERP.`,
      ),
  },
};

type Quantity = EntryIn<"stock", "quantity-missing" | "quantity-invalid">;
const ptQuantity = (entry: Quantity, what: string) =>
  pt(entry, `o estoque na empresa ${entry.company ?? 0} ${what}, por isso vale o último; corrija no ERP.`);
const enQuantity = (entry: Quantity, what: string) =>
  en(entry, `its stock at company ${entry.company ?? 0} ${what}, so the last one stays; correct it in the ERP.`);

export const stock: Table<"stock"> = {
  "pt-BR": {
    ...pull["pt-BR"],
    "sku-invalid": (entry) => pt(entry, "estoque de um SKU ilegível; confira o cadastro da embalagem."),
    "quantity-missing": (entry) => ptQuantity(entry, faultText("missing", 3, "pt-BR")),
    "quantity-invalid": (entry) => ptQuantity(entry, faultText(entry.params.fault, 3, "pt-BR")),
  },
  en: {
    ...pull.en,
    "sku-invalid": (entry) => en(entry, "stock of a SKU that cannot be read; check the package in the ERP."),
    "quantity-missing": (entry) => enQuantity(entry, faultText("missing", 3, "en")),
    "quantity-invalid": (entry) => enQuantity(entry, faultText(entry.params.fault, 3, "en")),
  },
};

export const orderEvents: Table<"order-events"> = {
  "pt-BR": {
    "pages-endless": (entry) =>
      ptLoad(entry, `mais de ${entry.params.pages} páginas de eventos; fale com o suporte do ERP`),
    "page-repeated": (entry) =>
      ptLoad(entry, `a página ${entry.params.page} de eventos repete a anterior; recomeça do início`),
    "erp-refused": (entry) => ptLoad(entry, `o ERP recusou a consulta (${entry.params.code}); confira a versão da API`),
    "erp-not-there": (entry) => ptLoad(entry, "o endereço de eventos não existe no ERP; confira ERP_BASE_URL"),
    "needs-reauth": (entry) => ptLoad(entry, "o ERP recusou o usuário; confira usuário, senha e permissões"),
  },
  en: {
    "pages-endless": (entry) => enLoad(entry, `more than ${entry.params.pages} pages of events; ask the ERP's support`),
    "page-repeated": (entry) =>
      enLoad(entry, `page ${entry.params.page} of events repeats the one before; the load starts over`),
    "erp-refused": (entry) =>
      enLoad(entry, `the ERP refused the query (${entry.params.code}); check the version of the API`),
    "erp-not-there": (entry) => enLoad(entry, "the address of events is not there in the ERP; check ERP_BASE_URL"),
    "needs-reauth": (entry) => enLoad(entry, "the ERP refused the user; check user, password and permissions"),
  },
};

export const orderSweep: Table<"order-sweep"> = {
  "pt-BR": {
    "pages-endless": (entry) => ptLoad(entry, `mais de ${entry.params.pages} páginas de pedidos; recomeça do início`),
    "needs-reauth": (entry) => ptLoad(entry, "o Shopify recusou as credenciais; confira a instalação do app"),
    "shop-closed": (entry) =>
      ptLoad(entry, `a loja está fechada ou bloqueada (HTTP ${entry.params.status}); confira o plano da loja`),
    "shopify-refused": (entry) =>
      ptLoad(entry, `o Shopify recusou a consulta (${entry.params.code}); confira os escopos do app`),
  },
  en: {
    "pages-endless": (entry) => enLoad(entry, `more than ${entry.params.pages} pages of orders; the load starts over`),
    "needs-reauth": (entry) => enLoad(entry, "Shopify refused the credentials; check that the app is installed"),
    "shop-closed": (entry) =>
      enLoad(entry, `the shop is closed or locked (HTTP ${entry.params.status}); check the plan of the shop`),
    "shopify-refused": (entry) =>
      enLoad(entry, `Shopify refused the query (${entry.params.code}); check the scopes of the app`),
  },
};
