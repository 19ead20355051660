/** Stock per company and product, in thousandths of the base unit, already net of the ERP's reservations. */
import type { Product } from "./catalogue/types.ts";
import { fraction } from "./hash.ts";

export interface StockLevel {
  readonly quantityMilli: number;
  readonly changedAt: number;
}

const DAY_MS = 86_400_000;

export class Stock {
  private readonly seed: number;
  private readonly products: readonly Product[];
  private readonly bornAt: number;
  /** Changed levels by company, then product index. */
  private readonly changed = new Map<number, Map<number, StockLevel>>();

  constructor(seed: number, products: readonly Product[], bornAt: number) {
    this.seed = seed;
    this.products = products;
    this.bornAt = bornAt - (bornAt % 1000) - 1000;
  }

  of(company: number, productIndex: number): StockLevel {
    return (
      this.changed.get(company)?.get(productIndex) ?? {
        quantityMilli: this.derivedMilli(company, productIndex),
        changedAt: this.derivedAt(company, productIndex),
      }
    );
  }

  changedAt(company: number, productIndex: number): number {
    return this.changed.get(company)?.get(productIndex)?.changedAt ?? this.derivedAt(company, productIndex);
  }

  set(company: number, productIndex: number, level: StockLevel): void {
    let rows = this.changed.get(company);
    if (!rows) this.changed.set(company, (rows = new Map()));
    rows.set(productIndex, level);
  }

  /** One in twelve is out of stock; the rest up to 300 units or 90 kg. */
  private derivedMilli(company: number, productIndex: number): number {
    const draw = fraction(this.seed ^ 0x57, productIndex, company);
    if (draw < 1 / 12) return 0;
    return this.products[productIndex]?.weighed ? 50 * Math.floor(draw * 1800) : 1000 * Math.floor(draw * 300);
  }

  private derivedAt(company: number, productIndex: number): number {
    return this.bornAt - 1000 * Math.floor(fraction(this.seed ^ 0xa7, productIndex, company) * 30 * (DAY_MS / 1000));
  }
}
