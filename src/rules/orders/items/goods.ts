import type { Hold } from "../holds.ts";
import type { ShopLine } from "../shop-order.ts";
import { parseSku, type SkuKey } from "../../catalog/sku-key.ts";
import { soldWeight, type SaleTime, type Weighed } from "./sold-weight.ts";

/** What the hub knows of a SKU; the multiples of goods by weight are the weight of one Shopify unit. */
export interface KnownSku extends Weighed {
  /** qtdEmbalagem, thousandths. */
  readonly packageMilli: number;
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

/** When the lines were sold, and whether an operator has confirmed their weights. */
export interface Sale extends SaleTime {
  readonly trustsLines: boolean;
}

/**
 * The items of every line, or the first reason why some are unknown to the ERP. Gathers all SKUs of one reason, so one
 * repair fixes all.
 */
export function goodsOf(lines: readonly ShopLine[], known: KnownSkus, sale: Sale): readonly Goods[] | Hold {
  const goods = lines.map((line) => ({ line, key: parseSku(line.sku ?? "") }));
  const odd = goods.filter(({ key }) => key === null);
  if (odd.length > 0) return { reason: "sku-unparseable", skus: odd.map(({ line }) => line.sku ?? "") };
  const unknown = goods.filter(({ key }) => key !== null && !known.has(key.sku));
  if (unknown.length > 0) return { reason: "sku-unknown", skus: unknown.map(({ line }) => line.sku ?? "") };
  const unclear = sale.trustsLines ? [] : goods.flatMap(({ line, key }) => unclearWeight(line, key, known, sale));
  if (unclear.length > 0) return { reason: "weight-unclear", lines: unclear };
  return goods.flatMap(({ line, key }) => (key === null ? [] : [goodsOfLine(line, key, known.get(key.sku), sale)]));
}

function unclearWeight(line: ShopLine, key: SkuKey | null, known: KnownSkus, sale: SaleTime) {
  const weighed = key === null ? undefined : known.get(key.sku);
  const sold = weighed && soldWeight(line, weighed, sale);
  if (key === null || sold?.kind !== "unclear") return [];
  return [{ sku: key.sku, namedMilli: sold.named, keptMilli: sold.kept }];
}

/**
 * The name of a SKU unknown to the hub gives its product and package. A line whose weight is unclear has that which its
 * own words name.
 */
export function goodsOfLine(line: ShopLine, key: SkuKey, known: KnownSku | undefined, sale: SaleTime): Goods {
  const multipleMilli = known === undefined ? null : multipleOf(line, known, sale);
  return {
    line,
    key,
    isWeighed: multipleMilli !== null,
    unitMilli: multipleMilli ?? known?.packageMilli ?? key.packageMilli,
  };
}

/** Thousandths of a kg in one Shopify unit of the line; null: it was sold by the package. */
export function multipleOf(line: Pick<ShopLine, "variantTitle">, known: KnownSku, sale: SaleTime): number | null {
  const sold = soldWeight(line, known, sale);
  return sold.kind === "unclear" ? (sold.named ?? sold.kept ?? known.multipleMilli) : sold.multipleMilli;
}

/** @param order its lines may have been added by an edit */
export const saleOf = ({
  createdAt,
  isEdited,
}: {
  readonly createdAt: string;
  readonly isEdited: boolean;
}): SaleTime => ({
  createdAt: Date.parse(createdAt),
  isEdited,
});
