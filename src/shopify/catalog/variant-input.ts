import { barcodeInput } from "./barcodes.ts";

/** The ERP's fields of a variant in Shopify's form, the same in every call. */
export interface VariantParts {
  /** Undefined: the merchant's, not touched. */
  readonly barcode: string | null | undefined;
  /** Null or undefined: not touched. */
  readonly weightG: number | null | undefined;
  /**
   * Grams in one unit of a weighed product: Shopify shows the price per kilogram. Null: no longer weighed, so it is
   * removed. Undefined: the merchant's (R$/L of a bottle), so it stays; productSet keeps omitted values too.
   */
  readonly unitPriceG: number | null | undefined;
  /** False: the inventory policy is not touched. */
  readonly deniesOverselling: boolean;
  /** False: whether taxes are charged is not touched. */
  readonly isTaxable: boolean;
}

export function partsInput({ barcode, unitPriceG, deniesOverselling, isTaxable }: VariantParts) {
  return {
    ...(deniesOverselling ? { inventoryPolicy: "DENY" as const } : {}),
    ...(isTaxable ? { taxable: true } : {}),
    ...(barcode === undefined ? {} : barcodeInput(barcode)),
    ...(unitPriceG === undefined
      ? {}
      : { showUnitPrice: unitPriceG !== null, unitPriceMeasurement: perKg(unitPriceG) }),
  };
}

const perKg = (grams: number | null) =>
  grams === null
    ? null
    : ({ quantityValue: grams, quantityUnit: "G", referenceValue: 1, referenceUnit: "KG" } as const);

/** Shopify's weight is a Float; a value with three decimals is exact enough and prints unchanged. Goods need shipping. */
export const itemInput = ({ weightG }: VariantParts) => ({
  requiresShipping: true,
  ...(typeof weightG === "number"
    ? { measurement: { weight: { value: weightG / 1000, unit: "KILOGRAMS" as const } } }
    : {}),
});

/** Shopify offers unit prices in some countries only: a refusal of these fields must not cost the rest. */
export const UNIT_PRICE_FIELDS: readonly string[] = ["unitPriceMeasurement", "showUnitPrice"];

export const withoutUnitPrice = <T extends VariantParts>(parts: T): T => ({ ...parts, unitPriceG: undefined });
