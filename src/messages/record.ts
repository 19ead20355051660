/** The display name of an entry's record. No decision reads it. */
import { REF, type StoredEntry } from "../rules/record/desk-entry.ts";
import type { Language } from "./language.ts";

type Subject = Pick<StoredEntry, "area" | "company" | "segment" | "seqProduct" | "sku" | "ref">;

const WORDS = {
  "pt-BR": {
    company: "loja",
    segment: "segmento",
    location: "local",
    category: "categoria",
    brand: "marca",
    page: "página",
    item: "item",
    list: "lista",
    job: "lote",
    load: "carga",
    check: "conferência",
    base: "preço-base",
    channels: "canais",
    variants: "variantes",
    unitPrice: "preço por kg",
    refused: "Webhooks recusados",
    alerts: "Avisos",
    picture: "foto",
    unnumbered: "sem número",
  },
  en: {
    company: "company",
    segment: "segment",
    location: "location",
    category: "category",
    brand: "brand",
    page: "page",
    item: "item",
    list: "price list",
    job: "bulk job",
    load: "load",
    check: "check of",
    base: "base price",
    channels: "channels",
    variants: "variants",
    unitPrice: "price per kg",
    refused: "Refused webhooks",
    alerts: "Alerts",
    picture: "picture",
    unnumbered: "without a number",
  },
} as const satisfies Record<Language, unknown>;

/** The number at the end of a gid. */
export const gidNumber = (gid: string): string => gid.split("/").at(-1) ?? "";
/** The price list's number in its target, `list-42`. */
export const listNumber = (target: string): string => target.slice("list-".length);

/** The record as a list shows it: "P919E12 loja 3", "P919E1@list-42", "categoria 310". */
export function recordOf(subject: Subject, language: Language): string {
  const { area, company = 0, segment = 0, sku = "", ref = "" } = subject;
  const words = WORDS[language];
  const name = nameOf(subject, language);
  switch (area) {
    case "publish-prices":
      return sku !== "" && ref !== "" && ref !== REF.base ? `${sku}@${ref}` : name;
    case "publish-stock": {
      if (sku !== "") return `${sku}@${company}`;
      const at = `${words.company} ${company}`;
      return ref === "" ? at : `${at} ${words.location} ${gidNumber(ref)}`;
    }
    case "products":
    case "brands":
    case "categories":
    case "skus":
    case "prices":
    case "stock":
    case "images": {
      const at = company === 0 ? "" : ` ${words.company} ${company}`;
      return `${name}${at}${segment === 0 ? "" : ` ${words.segment} ${segment}`}`;
    }
    case "loads":
      return loadText(subject, language);
    default:
      return name;
  }
}

/** The record without its company or target: the beginning of a sentence. */
export function nameOf({ area, seqProduct = 0, sku = "", ref = "" }: Subject, language: Language): string {
  const words = WORDS[language];
  if (sku !== "") return sku;
  const [head = "", ...rest] = ref.split(":");
  switch (head) {
    case "":
      if (seqProduct === 0) return area;
      return area === "skus" || area === "prices" || area === "stock" ? `P${seqProduct}E?` : `P${seqProduct}`;
    case "category":
      return `${words.category} ${rest.join(":")}`;
    case "image": {
      const of = seqProduct === 0 ? "" : `P${seqProduct} `;
      return `${of}${words.picture} ${rest.at(-1) ?? ""}`;
    }
    case "picture":
      return `${words.picture} ${rest.join(":")}`;
    case "file":
      return rest.join(":");
    case "brand":
      return `${words.brand} ${rest.join(":")}`;
    case "digest":
      return `${words.unnumbered} (${rest.join(":")})`;
    case "page":
      return `${words.page} ${rest[0]}, ${words.item} ${rest[1]}`;
    case REF.shopify:
      return "Shopify";
    case REF.erp:
      return "ERP";
    case REF.base:
      return area === "publish-catalog" ? words.base : ref;
    case REF.channels:
      return words.channels;
    case REF.variants:
      return words.variants;
    case REF.unitPrice:
      return words.unitPrice;
    case REF.version:
      return "Shopify";
    case REF.load:
      return `${words.load} ${area}`;
    case REF.foreign:
    case REF.fields:
      return `${words.load} ${area}`;
    case REF.delisting:
      return `${words.check} ${area}`;
    case REF.webhooksDropped:
    case REF.webhooksSilent:
      return area === "webhooks" ? "Webhooks" : ref;
    case REF.alerts:
      return area === "alerts" ? words.alerts : ref;
    case REF.webhooksRefused:
      return area === "webhooks" ? words.refused : ref;
    default:
      if (area === "publish-bulk") return `${words.job} ${ref.slice(0, 8)}`;
      if (area === "publish-prices" && ref.startsWith("list-")) return `${words.list} ${listNumber(ref)}`;
      return ref;
  }
}

/** Loads as people call them. */
const LOADS: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
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
function loadText(
  { ref = "", company = 0, segment = 0 }: Pick<Subject, "ref" | "company" | "segment">,
  language: Language,
): string {
  const [portuguese, english] = LOADS[ref] ?? [ref, ref];
  const isPt = language === "pt-BR";
  const at = company === 0 ? "" : ` ${isPt ? "loja" : "company"} ${company}`;
  const by = segment === 0 ? "" : ` ${isPt ? "segmento" : "segment"} ${segment}`;
  return `${isPt ? `carga ${portuguese}` : `load of ${english}`}${at}${by}`;
}
