/** What of an order is no product of the ERP, or is given away, as the ERP gets it: by the operator's mapping. */
import { fold } from "../../brazil/address-words.ts";
import type { Hold } from "../holds.ts";
import { liveLines, netCents, totalDifferenceCents } from "../money.ts";
import type { ShopLine, ShopOrder } from "../shop-order.ts";
import { apportion } from "./apportion.ts";

/**
 * - `custom`: a line without a SKU ("Sacola"), by its title. `gift-card`: a gift card that is sold.
 * - `tip`, `fee`: money of the order that stands in no line.
 * - `free`: a line that costs nothing, given away or wholly discounted, by its SKU.
 */
export type LineKind = "custom" | "tip" | "fee" | "gift-card" | "free";

export interface LineProduct {
  readonly kind: LineKind;
  /** Folded title, or SKU; "*": any that no other row names. */
  readonly name: string;
  /** The ERP's product; "own": the line's. */
  readonly sku: string;
  /** Of `free`: what the ERP gets for one unit, because an ERP may refuse a price of zero. The other lines pay it. */
  readonly priceCents: number;
}

/** Titles are compared without case, accents and outer spaces. */
export const titleKey = (title: string): string => fold(title.trim().slice(0, 200));

const ANY = "*";
export const OWN = "own";

/** The order with each mapped part as a line of the ERP's product; or the first reason why a part has none. */
export function withLineProducts(given: ShopOrder, products: readonly LineProduct[]): ShopOrder | Hold {
  const find = finder(products);
  const order = withTipLine(given);
  const mapped = order.lines.map((line) => named(line, find));
  const cards = mapped.some(({ isGiftCard, currentQuantity }) => isGiftCard && currentQuantity > 0);
  if (cards) return { reason: "gift-card-line" };
  const nameless = mapped.filter(({ sku, currentQuantity }) => sku === null && currentQuantity > 0);
  if (nameless.length > 0) return { reason: "sku-missing", titles: nameless.map(({ title }) => title) };
  const extra = extraLines(order, find);
  if ("reason" in extra) return extra;
  return withFreeLines({ ...order, lines: [...mapped, ...extra.lines], feesCents: 0, tipCents: 0 }, find);
}

type Find = (kind: LineKind, name?: string) => LineProduct | undefined;

const finder =
  (products: readonly LineProduct[]): Find =>
  (kind, name) =>
    findLineProduct(products, kind, name);

/** The operator's row for a title or a SKU: its own, or that of all others. */
export const findLineProduct = (
  products: readonly LineProduct[],
  kind: LineKind,
  name: string = ANY,
): LineProduct | undefined =>
  products.find((row) => row.kind === kind && row.name === name) ??
  products.find((row) => row.kind === kind && row.name === ANY);

/** SKU of a line that is a product of the ERP by its title, or because it is a gift card; null: no row names it. */
export function mappedSku(
  { sku, title, isGiftCard }: Pick<ShopLine, "sku" | "title" | "isGiftCard">,
  products: readonly LineProduct[],
): string | null {
  const find = finder(products);
  if (isGiftCard) return find("gift-card")?.sku ?? null;
  return sku ?? find("custom", titleKey(title))?.sku ?? null;
}

/** A tip may be a line of the order as well: it counts once. */
function withTipLine(order: ShopOrder): ShopOrder {
  const { tipCents } = order;
  if (tipCents === 0 || totalDifferenceCents(order) !== tipCents) return order;
  const isTip = (line: ShopLine): boolean =>
    line.sku === null && line.variantGid === null && netCents(line) === tipCents;
  const tip = liveLines(order).find(isTip);
  return tip === undefined ? order : { ...order, lines: order.lines.filter((line) => line !== tip) };
}

function named(line: ShopLine, find: Find): ShopLine {
  if (line.isGiftCard) {
    const product = find("gift-card");
    return product ? { ...line, isGiftCard: false, sku: product.sku, barcode: null } : line;
  }
  if (line.sku !== null) return line;
  const product = find("custom", titleKey(line.title));
  // Only a row of its own title says what a deleted variant was: "any other line" was never meant for goods.
  if (product === undefined || (wasVariant(line) && product.name === ANY)) return line;
  return { ...line, sku: product.sku, barcode: null };
}

/** It was sold as a variant of the shop, which is deleted since. A line without a product never had a variant's title. */
export const wasVariant = ({ variantGid, variantTitle }: Pick<ShopLine, "variantGid" | "variantTitle">): boolean =>
  variantGid === null && variantTitle !== null && variantTitle !== "";

function extraLines({ feesCents, tipCents }: ShopOrder, find: Find): { readonly lines: readonly ShopLine[] } | Hold {
  const parts = [
    { kind: "tip", title: "Gorjeta", cents: tipCents },
    { kind: "fee", title: "Taxa", cents: feesCents },
  ] as const;
  const wanted = parts.filter(({ cents }) => cents > 0).map((part) => ({ ...part, product: find(part.kind) }));
  const unmapped = wanted.filter(({ product }) => product === undefined);
  if (unmapped.length > 0) return { reason: "fees-or-tip", cents: unmapped.reduce((sum, { cents }) => sum + cents, 0) };
  const lines = wanted.flatMap(({ kind, title, cents, product }): readonly ShopLine[] =>
    product === undefined ? [] : [{ ...NO_LINE, id: kind, sku: product.sku, title, unitPriceCents: cents }],
  );
  return { lines };
}

const NO_LINE: Omit<ShopLine, "id" | "sku" | "title" | "unitPriceCents"> = {
  variantTitle: null,
  currentQuantity: 1,
  isGiftCard: false,
  customAttributes: [],
  variantGid: null,
  barcode: null,
  discountCents: 0,
};

/** Lines that cost nothing get their mapped price; the others are discounted by it, by largest remainder. */
function withFreeLines(order: ShopOrder, find: Find): ShopOrder | Hold {
  const free = liveLines(order).filter((line) => netCents(line) === 0);
  if (free.length === 0) return order;
  const products = new Map(free.map((line) => [line.id, find("free", line.sku ?? "")]));
  const unmapped = free.filter(({ id }) => products.get(id) === undefined);
  if (unmapped.length > 0) return { reason: "free-line", skus: unmapped.map(({ sku, title }) => sku ?? title) };
  const priceOf = ({ id, currentQuantity }: ShopLine): number => (products.get(id)?.priceCents ?? 0) * currentQuantity;
  const payers = liveLines(order).filter((line) => netCents(line) > 0);
  const needed = free.reduce((sum, line) => sum + priceOf(line), 0);
  // A line that pays its last cent would be given away itself.
  const weights = payers.map((line) => Math.max(0, netCents(line) - line.currentQuantity));
  if (needed > weights.reduce((sum, weight) => sum + weight, 0))
    return { reason: "free-line", skus: free.map(({ sku, title }) => sku ?? title) };
  const parts = apportion(needed, weights);
  const partOf = new Map(payers.map(({ id }, index) => [id, parts[index] ?? 0]));
  return {
    ...order,
    lines: order.lines.map((line) => {
      const product = products.get(line.id);
      if (product === undefined) return { ...line, discountCents: line.discountCents + (partOf.get(line.id) ?? 0) };
      const unitPriceCents = Math.max(line.unitPriceCents, product.priceCents);
      return {
        ...line,
        ...(product.sku === OWN ? {} : { sku: product.sku, barcode: null }),
        unitPriceCents,
        discountCents: unitPriceCents * line.currentQuantity - priceOf(line),
      };
    }),
  };
}
