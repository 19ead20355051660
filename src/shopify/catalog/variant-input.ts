/** The fields of a variant that are the ERP's, as Shopify takes them; the same in every call that carries them. */
export interface VariantParts {
  /** Undefined: the merchant's, not touched. */
  readonly barcode: string | null | undefined;
  /** Null or undefined: not touched. */
  readonly weightG: number | null | undefined;
  /**
   * Grams in one unit of goods by weight: Shopify shows the price per kilogram. Null: no longer by weight, taken away. Undefined:
   * the merchant's (R$/L of a bottle), not touched: what a variant's input leaves out stays, in productSet as well.
   */
  readonly unitPriceG: number | null | undefined;
}

export function partsInput({ barcode, unitPriceG }: VariantParts) {
  return {
    ...(barcode === undefined ? {} : { barcode }),
    ...(unitPriceG === undefined
      ? {}
      : { showUnitPrice: unitPriceG !== null, unitPriceMeasurement: perKg(unitPriceG) }),
  };
}

const perKg = (grams: number | null) =>
  grams === null
    ? null
    : ({ quantityValue: grams, quantityUnit: "G", referenceValue: 1, referenceUnit: "KG" } as const);

/** Shopify's weight is a Float; a thousandth is as fine as ours, and prints as itself. */
export const itemInput = ({ weightG }: VariantParts) =>
  typeof weightG === "number" ? { measurement: { weight: { value: weightG / 1000, unit: "KILOGRAMS" as const } } } : {};
