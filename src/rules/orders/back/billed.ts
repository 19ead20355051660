import { parseSku } from "../../catalog/sku-key.ts";
import type { ErpEvent, EventItem } from "../erp-event.ts";
import { rowCents } from "../items/erp-rows.ts";

/** What one Shopify unit of a SKU is, as the order's lines were sold; thousandths. */
export interface UnitOf {
  readonly packageMilli: number;
  /** Of goods by weight: kg in one unit. Null: packaged goods. */
  readonly multipleMilli: number | null;
}
export type UnitsOf = ReadonlyMap<string, UnitOf>;

/** What the ERP bills of one SKU after its alterations. */
export interface BilledSku {
  readonly sku: string;
  /** Whole Shopify units that it makes: packages, or multiples of the weight, rounded down. */
  readonly units: number;
  /** Weight beyond those units, or part of a unit: rounded up, the units that hold all of it. */
  readonly unitsUp: number;
  /** Thousandths of a package or of a kg, as the ERP attended them. */
  readonly attendedMilli: number;
  readonly isWeighed: boolean;
  /** Null: the ERP named no price, so the order's own price counts. */
  readonly cents: number | null;
}

/** Packaged goods in a part of a package: no Shopify order shows that. */
export interface OddQuantity {
  readonly sku: string;
  readonly attendedMilli: number;
}

/**
 * The rows of each SKU as its latest alteration has them. A later event that does not name a SKU leaves it as it was:
 * absent is not removed.
 */
export function alteredRows(events: readonly ErpEvent[]): ReadonlyMap<string, readonly EventItem[]> {
  const rows = new Map<string, readonly EventItem[]>();
  for (const { items } of inBusinessOrder(events)) {
    const named = new Map<string, EventItem[]>();
    for (const item of items) named.set(item.sku, [...(named.get(item.sku) ?? []), item]);
    for (const [sku, its] of named) rows.set(sku, its);
  }
  return rows;
}

/** By the time at which they happened; events of one second by their number. */
export function inBusinessOrder(events: readonly ErpEvent[]): readonly ErpEvent[] {
  return events.toSorted(
    (a, b) =>
      compare(a.happenedAt, b.happenedAt) ||
      (isNumber(a.eventKey) && isNumber(b.eventKey)
        ? Number(a.eventKey) - Number(b.eventKey)
        : compare(a.eventKey, b.eventKey)),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const isNumber = (text: string): boolean => /^\d{1,15}$/.test(text);

/**
 * The rows without amounts that stand in no line of the order, one unit each; null: one of them is not billed as it is.
 * A row without a price may be any.
 * @param unitMilli what the ERP counts of one unit, in thousandths
 */
export function withoutFixed(
  rows: readonly EventItem[],
  amounts: readonly number[],
  unitMilli: number,
): readonly EventItem[] | null {
  let left = rows;
  for (const cents of amounts) {
    const of = (price: number | null): number =>
      left.findIndex(({ attendedMilli, priceCents }) => attendedMilli >= unitMilli && priceCents === price);
    const at = of(cents) >= 0 ? of(cents) : of(null);
    if (at < 0) return null;
    left = left.map((row, index) => (index === at ? { ...row, attendedMilli: row.attendedMilli - unitMilli } : row));
  }
  return left;
}

/** @param quantityIn what the ERP's quantities of packaged goods count */
export function billedSku(
  sku: string,
  rows: readonly EventItem[],
  known: UnitsOf,
  quantityIn: "packages" | "units",
): BilledSku | OddQuantity {
  const { packageMilli = parseSku(sku)?.packageMilli ?? 1_000, multipleMilli = null } = known.get(sku) ?? {};
  const packagesOf = (milli: number): number =>
    multipleMilli === null && quantityIn === "units" ? (milli * 1_000) / packageMilli : milli;
  const attendedMilli = rows.reduce((sum, row) => sum + packagesOf(row.attendedMilli), 0);
  if (multipleMilli === null && attendedMilli % 1_000 !== 0) return { sku, attendedMilli };
  const units = attendedMilli / (multipleMilli ?? 1_000);
  const priced = rows.map(({ priceCents, attendedMilli: milli }) =>
    milli === 0 ? 0 : priceCents === null ? null : rowCents({ priceCents, quantityMilli: packagesOf(milli) }),
  );
  return {
    sku,
    units: Math.floor(units),
    unitsUp: Math.ceil(units),
    attendedMilli,
    isWeighed: multipleMilli !== null,
    cents: priced.reduce<number | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0),
  };
}
