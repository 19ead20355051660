/** An entry's record and its facts, as operators say them. */
import type { Language } from "../messages/language.ts";
import { sayIn } from "./viewer.ts";

const FACTS: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
  name: ["pedido", "order"],
  code: ["código", "code"],
  answer: ["resposta", "answer"],
  gateways: ["formas na Shopify", "gateways"],
  lines: ["itens", "lines"],
  skus: ["SKUs", "SKUs"],
  titles: ["itens", "lines"],
  company: ["loja", "company"],
  segment: ["segmento", "segment"],
  sku: ["SKU", "SKU"],
  seqPedido: ["seqPedido", "seqPedido"],
  lastCents: ["último preço, em centavos", "last price, in cents"],
  erpPriceCents: ["preço do ERP, em centavos", "the ERP's price, in cents"],
  maxDropPercent: ["queda máxima, %", "largest fall, %"],
  locationGid: ["local na Shopify", "location in Shopify"],
  topics: ["avisos", "topics"],
  address: ["endereço", "address"],
  field: ["campo", "field"],
  value: ["valor", "value"],
  orders: ["pedidos", "orders"],
};

/** A fact's name in words; one that has none stays as the API names it. */
export const factWord = (key: string, language: Language): string =>
  Object.hasOwn(FACTS, key) ? sayIn(language)(...(FACTS[key] ?? [key, key])) : key;

/** An order by its name, which the entry's facts have; else the record. */
export const nameOf = (entry: { readonly params: object }, record: string): string => {
  const name = "name" in entry.params ? entry.params.name : null;
  return typeof name === "string" && name !== "" && /^\d+$/.test(record) ? name : record;
};
