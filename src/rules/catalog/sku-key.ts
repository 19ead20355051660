import { parseDecimal } from "../brazil/decimal.ts";
import { milliText } from "../record/decimal.ts";

/** A SKU of the ERP: one product in one package (embalagem). */
export interface SkuKey {
  readonly seqProduct: number;
  /** Units in the package, thousandths. */
  readonly packageMilli: number;
  /** P{seqProduto}E{qtdEmbalagem}: P919E12. */
  readonly sku: string;
}

/** @param packageMilli above zero */
export function skuOf(seqProduct: number, packageMilli: number): string {
  return `P${seqProduct}E${milliText(packageMilli)}`;
}

/**
 * Reads `P919E12`. A fraction may have a comma; leading and trailing zeros are removed, so that one SKU has one text.
 * @returns null for any other text
 */
export function parseSku(text: string): SkuKey | null {
  const match = /^P(\d{1,15})E(\d+(?:[.,]\d+)?)$/i.exec(text.trim());
  const seqProduct = Number(match?.[1]);
  const packaged = parseDecimal(match?.[2] ?? null, 3);
  if (!match || seqProduct <= 0 || !packaged.ok || packaged.value <= 0) return null;
  return { seqProduct, packageMilli: packaged.value, sku: skuOf(seqProduct, packaged.value) };
}

/** A record names its SKU by the pair, by the text, or by both. */
export interface SkuNames {
  readonly seqProduct: number | null;
  readonly packageText: string | null;
  readonly skuText: string | null;
}

/** @returns the SKU, or null when its name is wrong, incomplete, or given in two ways that differ */
export function skuNamed({ seqProduct, packageText, skuText }: SkuNames): SkuKey | null {
  const byText = skuText === null ? null : parseSku(skuText);
  if (skuText !== null && byText === null) return null;
  if (packageText === null || seqProduct === null)
    return byText !== null && (seqProduct ?? byText.seqProduct) === byText.seqProduct ? byText : null;
  const byPair = parseSku(`P${seqProduct}E${packageText}`);
  return byPair !== null && (byText?.sku ?? byPair.sku) === byPair.sku ? byPair : null;
}

/** The name of a record whose SKU cannot be read. */
export function skuLabel({ seqProduct, packageText, skuText }: SkuNames): string {
  return (skuText ?? `P${seqProduct ?? "?"}E${packageText ?? "?"}`).slice(0, 60);
}

/**
 * The desk columns for a SKU's text: the SKU; else the product, when only its package is unknown (`P919E?`); else the
 * text itself, with the product at its start.
 */
export function skuRecord(text: string): {
  readonly seqProduct?: number;
  readonly sku?: string;
  readonly ref?: string;
} {
  const key = parseSku(text);
  if (key) return { seqProduct: key.seqProduct, sku: key.sku };
  const seqProduct = Number(/^P(\d{1,15})E/.exec(text)?.[1] ?? 0);
  if (seqProduct === 0) return { ref: text };
  return text === `P${seqProduct}E?` ? { seqProduct } : { seqProduct, ref: text };
}
