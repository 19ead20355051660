import type { Offers } from "../prices/offers.ts";

/** The hub's data of a product, as read by the rules that make Shopify's inputs. */
export interface StoredProduct {
  readonly seqProduct: number;
  readonly title: string;
  readonly description: string | null;
  readonly seqBrand: number | null;
  readonly seqCategory: number | null;
  /** As the ERP writes them, between semicolons. */
  readonly keywords: string | null;
  readonly weighed: boolean;
  /** Sale multiple of weighed goods, thousandths of a kg. */
  readonly multipleMilli: number | null;
  readonly active: boolean;
}

export interface StoredSku {
  /** P{seqProduto}E{qtdEmbalagem} */
  readonly sku: string;
  /** Base units in the package, thousandths. */
  readonly packageMilli: number;
  readonly packageName: string;
  /** A valid GTIN, or null. */
  readonly ean: string | null;
  readonly active: boolean;
  readonly weightG: number | null;
}

/** A price of one company and segment: of the package; of 1 kg when weighed. */
export interface StoredPrice {
  readonly normalCents: number;
  readonly promoCents: number | null;
  /** First instant of the promotion, and first instant after it; null = without that end. */
  readonly promoFrom: number | null;
  readonly promoUntil: number | null;
  /** Further promotions; absent: none. */
  readonly later?: readonly PromotionTerm[];
  readonly onSale: boolean;
  /** The club's price and prices by quantity; absent: none. */
  readonly offers?: Offers;
}

export interface PromotionTerm {
  readonly cents: number;
  readonly from: number | null;
  readonly until: number | null;
}

/** As the hub stores them: our own JSON, or null. */
export const laterPromotions = (text: string | null): { readonly later?: readonly PromotionTerm[] } =>
  text === null ? {} : { later: JSON.parse(text) as readonly PromotionTerm[] };

/** As the hub stores them: our own JSON, or null. */
export const offersStored = (text: string | null): { readonly offers?: Offers } =>
  text === null ? {} : { offers: JSON.parse(text) as Offers };

/**
 * Base units (pieces or kg) in one Shopify unit, thousandths: the sale multiple of weighed goods, else the package. The
 * order rules use the same figure to convert units back to base units.
 */
export function unitMilliOf(
  product: Pick<StoredProduct, "weighed" | "multipleMilli">,
  sku: Pick<StoredSku, "packageMilli">,
): number {
  return product.weighed && product.multipleMilli !== null ? product.multipleMilli : sku.packageMilli;
}
