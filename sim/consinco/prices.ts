/** Prices per company, segment and package. Derived from the catalogue's own until one is changed. */
import type { Patch, Promotion, Sku } from "./catalogue/types.ts";
import { fraction } from "./hash.ts";

/** Prices beside the price: 0 or an empty list is none. */
export interface OfferTerms {
  readonly clubCents: number;
  readonly from: readonly { readonly quantity: number; readonly cents: number }[];
}

export interface Price {
  readonly normalCents: number;
  readonly promotion: Promotion | null;
  readonly statusVenda: "A" | "I";
  readonly changedAt: number;
  readonly patch: Patch | null;
  readonly offers: OfferTerms;
}

export class Prices {
  private readonly seed: number;
  private readonly skus: readonly Sku[];
  /** Changed prices, by company and segment, then SKU index. */
  private readonly changed = new Map<number, Map<number, Price>>();

  constructor(seed: number, skus: readonly Sku[]) {
    this.seed = seed;
    this.skus = skus;
  }

  of(company: number, segment: number, skuIndex: number): Price {
    return this.changed.get(place(company, segment))?.get(skuIndex) ?? this.derived(company, segment, skuIndex);
  }

  /** Stamp only: a page's filter reads it for every row. */
  changedAt(company: number, segment: number, skuIndex: number): number {
    return (
      this.changed.get(place(company, segment))?.get(skuIndex)?.changedAt ?? this.skus[skuIndex]?.priceChangedAt ?? 0
    );
  }

  set(company: number, segment: number, skuIndex: number, price: Price): void {
    const key = place(company, segment);
    let rows = this.changed.get(key);
    if (!rows) this.changed.set(key, (rows = new Map()));
    rows.set(skuIndex, price);
  }

  /** Company 1, segment 1 has the catalogue's price; the others differ by −3 % to +9 % for a third of the goods. */
  private derived(company: number, segment: number, skuIndex: number): Price {
    const sku = this.skus[skuIndex];
    if (!sku) throw new Error(`no SKU at ${skuIndex}`);
    const draw = company === 1 && segment === 1 ? 0 : fraction(this.seed, skuIndex, place(company, segment));
    const factor = draw < 2 / 3 ? 1 : 0.97 + 0.12 * (draw - 2 / 3) * 3;
    const normalCents = factor === 1 ? sku.normalCents : Math.max(2, Math.round(sku.normalCents * factor));
    const { promotion } = sku;
    return {
      normalCents,
      promotion: promotion && {
        ...promotion,
        cents: Math.min(normalCents - 1, Math.max(1, Math.round(promotion.cents * factor))),
      },
      statusVenda: sku.active ? "A" : "I",
      changedAt: sku.priceChangedAt,
      patch: sku.pricePatch,
      offers: this.derivedOffers(skuIndex, normalCents),
    };
  }

  /** Every third package has a club price, every fourth a price from a quantity on. */
  private derivedOffers(skuIndex: number, normalCents: number): OfferTerms {
    return {
      clubCents: skuIndex % 3 === 0 ? Math.max(1, Math.round(normalCents * 0.95)) : 0,
      from: skuIndex % 4 === 1 ? [{ quantity: 3, cents: Math.max(1, Math.round(normalCents * 0.9)) }] : [],
    };
  }
}

const place = (company: number, segment: number) => company * 1000 + segment;
