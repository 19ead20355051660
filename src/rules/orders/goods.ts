import type { Hold } from "./holds.ts";
import type { ShopLine } from "./shop-order.ts";
import { parseSku, type SkuKey } from "../catalog/sku-key.ts";

/** What the hub knows of a SKU. */
export interface KnownSku {
  /** qtdEmbalagem, thousandths. */
  readonly packageMilli: number;
  /** Sale multiple of goods by weight, thousandths of a kg: one Shopify unit is so much. Null for packaged goods. */
  readonly multipleMilli: number | null;
}
export type KnownSkus = ReadonlyMap<string, KnownSku>;

/** One line's goods: what the ERP calls them and how much of them one Shopify unit is. */
export interface Goods {
  readonly line: ShopLine;
  readonly key: SkuKey;
  readonly isWeighed: boolean;
  /** Base units (pieces or kg) in one Shopify unit, thousandths. */
  readonly unitMilli: number;
}

/** The goods of every line, or the first reason why they are not all the ERP's. Gathers all SKUs of one reason: one repair mends all. */
export function goodsOf(lines: readonly ShopLine[], known: KnownSkus): readonly Goods[] | Hold {
  if (lines.some(({ isGiftCard }) => isGiftCard)) return { reason: "gift-card-line" };
  const nameless = lines.filter(({ sku }) => sku === null);
  if (nameless.length > 0) return { reason: "sku-missing", titles: nameless.map(({ title }) => title) };
  const goods = lines.map((line) => ({ line, key: parseSku(line.sku ?? "") }));
  const odd = goods.filter(({ key }) => key === null);
  if (odd.length > 0) return { reason: "sku-unparseable", skus: odd.map(({ line }) => line.sku ?? "") };
  const unknown = goods.filter(({ key }) => key !== null && !known.has(key.sku));
  if (unknown.length > 0) return { reason: "sku-unknown", skus: unknown.map(({ line }) => line.sku ?? "") };
  return goods.flatMap(({ line, key }) => (key === null ? [] : [goodsOfLine(line, key, known.get(key.sku))]));
}

/** A SKU that the hub does not know yet is read from its own name. */
export function goodsOfLine(line: ShopLine, key: SkuKey, known: KnownSku | undefined): Goods {
  const multipleMilli = known?.multipleMilli ?? null;
  return {
    line,
    key,
    isWeighed: multipleMilli !== null,
    unitMilli: multipleMilli ?? known?.packageMilli ?? key.packageMilli,
  };
}
