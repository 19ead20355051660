/** A load as people call it. */
import type { EntryKey } from "../rules/record/desk-entry.ts";
import type { Language } from "./language.ts";

const NAMES: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
  brands: ["de marcas", "brands"],
  categories: ["de categorias", "categories"],
  products: ["de produtos", "products"],
  skus: ["de embalagens", "packages"],
  prices: ["de preços", "prices"],
  stock: ["de estoque", "stock"],
  images: ["de imagens", "images"],
  "order-events": ["de eventos de pedido", "order events"],
  "order-sweep": ["de pedidos da Shopify", "Shopify's orders"],
};

/** "carga de preços loja 3 segmento 1" */
export function loadText(
  { ref = "", company = 0, segment = 0 }: Pick<EntryKey, "ref" | "company" | "segment">,
  language: Language,
): string {
  const [portuguese, english] = NAMES[ref] ?? [ref, ref];
  const isPt = language === "pt-BR";
  const at = company === 0 ? "" : ` ${isPt ? "loja" : "company"} ${company}`;
  const by = segment === 0 ? "" : ` ${isPt ? "segmento" : "segment"} ${segment}`;
  return `${isPt ? `carga ${portuguese}` : `load of ${english}`}${at}${by}`;
}
