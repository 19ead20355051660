import type { Hold } from "../holds.ts";
import type { ShopLine } from "../shop-order.ts";
import { parseSku, type SkuKey } from "../../catalog/sku-key.ts";

/** What the hub knows of a SKU. */
export interface KnownSku {
  /** qtdEmbalagem, thousandths. */
  readonly packageMilli: number;
  /** Sale multiple of weighed goods, thousandths of a kg: the weight of one Shopify unit. Null for packaged goods. */
  readonly multipleMilli: number | null;
}
export type KnownSkus = ReadonlyMap<string, KnownSku>;

/** The items of one line: the ERP's name for them, and the quantity in one Shopify unit. */
export interface Goods {
  readonly line: ShopLine;
  readonly key: SkuKey;
  readonly isWeighed: boolean;
  /** Base units (pieces or kg) in one Shopify unit, thousandths. */
  readonly unitMilli: number;
}

/**
 * The items of every line, or the first reason why some are unknown to the ERP. Gathers all SKUs of one reason, so one
 * repair fixes all.
 */
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

/** The name of a SKU unknown to the hub gives its product and package. */
export function goodsOfLine(line: ShopLine, key: SkuKey, known: KnownSku | undefined): Goods {
  const multipleMilli = known?.multipleMilli ?? null;
  return {
    line,
    key,
    isWeighed: multipleMilli !== null,
    unitMilli: multipleMilli ?? known?.packageMilli ?? key.packageMilli,
  };
}
