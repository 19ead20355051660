/** What `qtdPedida` of an order that the ERP has already counts: packages, or the units in them. */
import type { KnownSkus } from "./goods.ts";

export interface ComparedLine {
  readonly sku: string;
  readonly packages: number;
  readonly unitsInPackage: number;
  /** `qtdPedida` of all its rows. */
  readonly inErp: number;
  readonly says: "packages" | "units" | "unclear";
}

/**
 * Only packages of several pieces can say it; goods by weight are in kg in any case.
 * @param bought SKU → packages in Shopify. @param inErp SKU → thousandths of `qtdPedida`
 */
export function compareQuantities(
  bought: ReadonlyMap<string, number>,
  inErp: ReadonlyMap<string, number>,
  known: KnownSkus,
): readonly ComparedLine[] {
  return [...bought].flatMap(([sku, packages]): readonly ComparedLine[] => {
    const of = known.get(sku);
    if (of === undefined || of.multipleMilli !== null || of.packageMilli === 1000) return [];
    const milli = inErp.get(sku) ?? 0;
    const says = milli === packages * 1000 ? "packages" : milli === packages * of.packageMilli ? "units" : "unclear";
    return [{ sku, packages, unitsInPackage: of.packageMilli / 1000, inErp: milli / 1000, says }];
  });
}
