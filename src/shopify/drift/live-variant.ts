import { parseCents } from "../../rules/brazil/money.ts";
import type { DriftVariantFragment, WeightUnit } from "../generated/operations.ts";

export interface LiveVariant {
  readonly gid: string;
  readonly sku: string | null;
  readonly price: LivePrice;
  readonly barcode: string | null;
  /** Whole grams; null: none, or not requested. */
  readonly weightG: number | null;
  /** `erp.precos`; null: none, or not requested. */
  readonly document: string | null;
  readonly selling: LiveSelling;
}

/** What a variant is sold by, besides its SKU and price. */
export interface LiveSelling {
  readonly tracked: boolean;
  /** DENY, or CONTINUE: sold beyond its stock. */
  readonly policy: string;
  readonly requiresShipping: boolean;
  readonly taxable: boolean;
}

/** Cents. A price with more than two decimals, which no shop in reais has, becomes -1 and differs from each of ours. */
export interface LivePrice {
  readonly priceCents: number;
  readonly compareAtCents: number | null;
}

export const livePriceOf = (price: string, compareAt: string | null): LivePrice => ({
  priceCents: parseCents(price) ?? -1,
  compareAtCents: compareAt === null ? null : (parseCents(compareAt) ?? -1),
});

export function liveVariantOf(node: DriftVariantFragment): LiveVariant {
  const { inventoryPolicy: policy, taxable, inventoryItem } = node;
  const weight = inventoryItem.measurement?.weight ?? null;
  return {
    gid: node.id,
    sku: node.sku,
    price: livePriceOf(node.price, node.compareAtPrice),
    barcode: node.barcode === "" ? null : node.barcode,
    weightG: weight && gramsOf(weight.value, weight.unit),
    document: node.metafield?.value ?? null,
    selling: { policy, taxable, tracked: inventoryItem.tracked, requiresShipping: inventoryItem.requiresShipping },
  };
}

const GRAMS: Readonly<Record<WeightUnit, number>> = {
  GRAMS: 1,
  KILOGRAMS: 1_000,
  POUNDS: 453.59237,
  OUNCES: 28.349523125,
};

/** Shopify's weight is a Float in any unit; the hub stores whole grams. */
const gramsOf = (value: number, unit: WeightUnit): number => Math.round(value * GRAMS[unit]);
