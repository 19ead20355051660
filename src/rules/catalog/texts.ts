/** Texts of a Shopify product made from the ERP's. */
import { cleanHtml, escapeHtml, isHtml, plainText } from "./html.ts";
import type { StoredProduct, StoredSku } from "./hub-rows.ts";
import { unitMilliOf } from "./hub-rows.ts";
import { cutText } from "../record/text.ts";

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

/**
 * The ERP's text as clean HTML. Plain text is escaped; without block tags (p, br, list …), an empty line makes a
 * paragraph and a line a break.
 */
export function descriptionHtml(text: string | null): string {
  const given = (text ?? "").replace(/\r\n?/g, "\n");
  const hasTags = isHtml(given);
  if (hasTags && MAKES_LINES.test(given)) return cleanHtml(given);
  const paragraphs = given
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => `<p>${(hasTags ? paragraph : escapeHtml(paragraph)).replaceAll("\n", "<br>")}</p>`)
    .join("");
  return hasTags ? cleanHtml(paragraphs) : paragraphs;
}

const MAKES_LINES = /<(?:p|br|div|ul|ol|li|table|h[1-6]|section|article|pre|center)\b/i;

/** The length that search engines show; Shopify accepts more. */
const SEO_TITLE_MAX = 70;
const SEO_DESCRIPTION_MAX = 160;

export interface Seo {
  readonly title: string;
  readonly description: string;
}

/** Title and beginning of the description as a page of search results has room for. */
export const seoOf = (title: string, html: string): Seo => ({
  title: cutText(title, SEO_TITLE_MAX),
  description: cutText(plainText(html), SEO_DESCRIPTION_MAX),
});

/** "Café Torrado 500 g", 919 → "cafe-torrado-500-g-919": the number makes it unique, whatever else the shop sells. */
export function handleOf(title: string, seqProduct: number): string {
  const slug = slugOf(title);
  return slug === "" ? `produto-${seqProduct}` : `${slug}-${seqProduct}`;
}

/** A text as the part of an address. */
export const slugOf = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, "");

/** The value of option "Embalagem" of a product that shows it: the package's name, or the weight that one unit is: "100 g", "1,5 kg". */
export function optionValueOf(product: StoredProduct, sku: StoredSku): string {
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

/** A cut in the middle of a surrogate pair would make the text invalid. */
const withoutHalfPair = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, "");
