/** Texts of a Shopify product made from the ERP's. */
import type { ProductRow, SkuRow } from "./shop-rows.ts";
import { unitMilliOf } from "./shop-rows.ts";

/** Shopify's limit for a title; the ERP's descCompleta may be longer. */
const TITLE_MAX = 255;
const SLUG_MAX = 200;

/** Cut at a word where one ends near the limit. */
export function shopTitle(title: string): string {
  const clean = title.replace(/\s+/g, " ").trim();
  if (clean.length <= TITLE_MAX) return clean;
  const cut = clean.slice(0, TITLE_MAX - 1);
  const atWord = cut.lastIndexOf(" ") > TITLE_MAX - 40 ? cut.slice(0, cut.lastIndexOf(" ")) : cut;
  return `${withoutHalfPair(atWord).trimEnd()}…`;
}

/** The ERP's plain text as HTML: escaped, a paragraph for each empty line, a break for each line. */
export function descriptionHtml(text: string | null): string {
  const paragraphs = (text ?? "")
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
  return paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll("\n", "<br>")}</p>`).join("");
}

/** "Café Torrado 500 g", 919 → "cafe-torrado-500-g-919": the number makes it unique, whatever else the shop sells. */
export function handleOf(title: string, seqProduct: number): string {
  const slug = title
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? `produto-${seqProduct}` : `${slug}-${seqProduct}`;
}

/** The value of option "Embalagem": the package's name, or the weight that one unit is: "100 g", "1,5 kg". */
export function optionValueOf(product: ProductRow, sku: SkuRow): string {
  if (product.weighed) return weightText(unitMilliOf(product, sku));
  return sku.packageName.replace(/\s+/g, " ").trim() || `${decimalText(sku.packageMilli)} un`;
}

const weightText = (milli: number): string => (milli < 1000 ? `${milli} g` : `${decimalText(milli)} kg`);

/** 1500 → "1,5" */
function decimalText(milli: number): string {
  const fraction = String(milli % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return `${Math.trunc(milli / 1000)}${fraction === "" ? "" : `,${fraction}`}`;
}

const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign] ?? sign,
  );

/** A cut in the middle of a surrogate pair would be no text any more. */
const withoutHalfPair = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, "");
