/** Loads and lanes as operators call them. */
import type { Language } from "./language.ts";

const NAMES: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
  brands: ["Marcas", "Brands"],
  categories: ["Categorias", "Categories"],
  products: ["Produtos", "Products"],
  skus: ["Embalagens (SKUs)", "Packages (SKUs)"],
  prices: ["Preços", "Prices"],
  stock: ["Estoque", "Stock"],
  images: ["Imagens", "Images"],
  "order-events": ["Eventos de pedido", "Order events"],
  "order-sweep": ["Varredura de pedidos", "Order sweep"],
  "publish-stock": ["Envio de estoque", "Sending stock"],
  "publish-prices": ["Envio de preços", "Sending prices"],
  "publish-catalog": ["Envio do catálogo", "Sending the catalogue"],
  "publish-bulk": ["Envio em lotes", "Bulk jobs"],
};
/** A load or lane as operators call it. */
export const loadName = (name: string, language: Language): string => {
  const names = NAMES[name];
  return names === undefined ? name : names[language === "pt-BR" ? 0 : 1];
};
