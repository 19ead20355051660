import { unitMilliOf } from "../catalog/hub-rows.ts";

export interface Stock {
  /** The ERP's, net of its own reservations; thousandths of the base unit (kg or piece), like all below. */
  readonly onHandMilli: number;
  /** Reserved by our own orders and not deducted by the ERP yet. */
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
const UNITS_MAX = 1_000_000_000;

/** One row of stock with every input of its units. */
export interface StockFacts {
  readonly quantityMilli: number;
  /** The unit of the ERP's figure: base units (pieces or kg), or packages of this SKU. */
  readonly quantityIn: QuantityIn;
  readonly unlimited: boolean;
  readonly reservedMilli: number;
  readonly safetyMilli: number;
  readonly weighed: boolean;
  readonly multipleMilli: number | null;
  /** Null: the hub does not have this SKU, or no longer. */
  readonly packageMilli: number | null;
  readonly productActive: boolean;
  readonly skuActive: boolean;
  /** statusVenda of the base price and of the company's own; a SKU without that price keeps its status. */
  readonly onSale: boolean;
  /** The store cut it again and again: nothing is for sale there until its next count. */
  readonly held: boolean;
}

export type QuantityIn = "units" | "packages";

export type DesiredStock =
  | { readonly kind: "units"; readonly units: number }
  | { readonly kind: "unlimited" }
  | { readonly kind: "invalid"; readonly reason: "sku-unknown" | "unit-wrong" | "quantity-too-large" };

/** The desired level of a location. Records inactive in the ERP are not for sale, whatever their stock. */
export function desiredStock(facts: StockFacts): DesiredStock {
  const { packageMilli } = facts;
  if (packageMilli === null || !facts.productActive || !facts.skuActive || !facts.onSale)
    return packageMilli === null ? { kind: "invalid", reason: "sku-unknown" } : { kind: "units", units: 0 };
  const unitMilli = unitMilliOf(facts, { packageMilli });
  if (unitMilli <= 0) return { kind: "invalid", reason: "unit-wrong" };
  if (facts.unlimited) return { kind: "unlimited" };
  if (facts.held) return { kind: "units", units: 0 };
  const { reservedMilli, safetyMilli } = facts;
  const onHandMilli = baseMilli(facts, packageMilli);
  if (onHandMilli === null) return { kind: "invalid", reason: "quantity-too-large" };
  return { kind: "units", units: sellableUnits({ onHandMilli, reservedMilli, safetyMilli, unitMilli }) };
}

/**
 * Packages hold whole pieces, so a part of a package counts as its pieces. Weighed goods have a package of 1 kg.
 * @returns null when no integer holds it exactly: 999,999,999 packages of 12 are a placeholder for "plenty"
 */
function baseMilli({ quantityIn, quantityMilli }: StockFacts, packageMilli: number): number | null {
  if (quantityIn === "units") return quantityMilli;
  const product = quantityMilli * packageMilli;
  return Number.isSafeInteger(product) ? Math.floor(product / 1000) : null;
}
