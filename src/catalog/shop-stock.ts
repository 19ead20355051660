export interface Stock {
  /** The ERP's, net of its own reservations; thousandths of the base unit (kg or piece), like all below. */
  readonly onHandMilli: number;
  /** What our own orders hold that the ERP has not taken off yet. */
  readonly reservedMilli: number;
  readonly safetyMilli: number;
  /** Base units in one Shopify unit. */
  readonly unitMilli: number;
}

/** Whole units Shopify may sell of one SKU at one company. Never rounds up, never below zero (invariant 7). */
export function sellableUnits({ onHandMilli, reservedMilli, safetyMilli, unitMilli }: Stock): number {
  if (!(unitMilli > 0)) throw new RangeError(`a unit of ${unitMilli} thousandths; it must be above zero`);
  const freeMilli = onHandMilli - reservedMilli - safetyMilli;
  if (freeMilli <= 0) return 0;
  return Math.min(UNITS_MAX, (freeMilli - (freeMilli % unitMilli)) / unitMilli); // exact: integers only
}

/** Shopify refuses more in one level. */
export const UNITS_MAX = 1_000_000_000;
