/** Where Shopify differs from what it last accepted, in words. A kind without a text in either language does not compile. */
import type { DriftKind } from "../rules/drift/compare.ts";
import type { Language } from "./language.ts";
import { money } from "./language.ts";

type Text = readonly [portuguese: string, english: string];

const KINDS: Readonly<Record<DriftKind, Text>> = {
  "product-missing": ["Produto apagado na Shopify", "Product deleted in Shopify"],
  title: ["Título diferente", "Another title"],
  status: ["Status diferente", "Another status"],
  vendor: ["Fabricante diferente", "Another vendor"],
  "product-type": ["Tipo de produto diferente", "Another product type"],
  seo: ["Texto de SEO diferente", "Another SEO text"],
  tags: ["Etiquetas nossas diferentes", "Other tags of ours"],
  unpublished: ["Fora de um canal de venda", "Missing on a sales channel"],
  "variant-missing": ["Variante apagada na Shopify", "Variant deleted in Shopify"],
  "variant-extra": ["Variante que não é do ERP", "Variant that is not of the ERP"],
  barcode: ["Código de barras diferente", "Another barcode"],
  weight: ["Peso diferente", "Another weight"],
  sku: ["SKU trocado", "SKU changed"],
  tracking: ["Controle de estoque desligado", "Tracking switched off"],
  policy: ["Vende além do estoque", "Sold beyond the stock"],
  shipping: ["Não pede endereço de entrega", "Asks for no address"],
  taxable: ["Imposto trocado", "Taxes changed"],
  price: ["Preço diferente", "Another price"],
  "list-price": ["Preço de lista diferente", "Another list price"],
  "list-price-extra": ["Preço de lista que o ERP não tem", "List price that the ERP does not have"],
  "price-metafield": ["Preço por loja diferente", "Other prices by company"],
  "image-missing": ["Foto que falta", "Picture missing"],
  "image-extra": ["Foto a mais", "Picture too many"],
  "image-order": ["Fotos em outra ordem", "Pictures in another order"],
  specification: ["Ficha técnica diferente", "Another specification"],
  stock: ["Estoque diferente", "Another stock"],
  "level-inactive": ["Item não estocado no local", "Item not stocked at the location"],
};

export const driftKind = (kind: DriftKind, language: Language): string => KINDS[kind][language === "pt-BR" ? 0 : 1];

const IN_CENTS: ReadonlySet<DriftKind> = new Set(["price", "list-price", "list-price-extra"]);

/** A value of one side as a person reads it; prices are stored as cents, "790/990" with the compare-at price. */
export function driftValue(kind: DriftKind, value: string | null, language: Language): string {
  if (value === null || value === "") return "—";
  if (!IN_CENTS.has(kind) || !/^\d+(\/\d+)?$/.test(value)) return value;
  return value
    .split("/")
    .map((cents) => money(Number(cents), language))
    .join(language === "pt-BR" ? ", antes " : ", was ");
}
