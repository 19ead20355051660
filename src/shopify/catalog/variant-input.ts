/** The fields of a variant that are the ERP's, as Shopify takes them; the same in every call that carries them. */
export interface VariantParts {
  /** Undefined: the merchant's, not touched. */
  readonly barcode: string | null | undefined;
  /** Null or undefined: not touched. */
  readonly weightG: number | null | undefined;
  /** Grams in one unit of goods by weight: Shopify shows the price per kilogram. Null for packaged goods. */
  readonly unitPriceG: number | null;
}

export function partsInput({ barcode, unitPriceG }: VariantParts) {
  return {
    ...(barcode === undefined ? {} : { barcode }),
    showUnitPrice: unitPriceG !== null,
    ...(unitPriceG === null
      ? {}
      : {
          unitPriceMeasurement: {
            quantityValue: unitPriceG,
            quantityUnit: "G",
            referenceValue: 1,
            referenceUnit: "KG",
          } as const,
        }),
  };
}

/** Shopify's weight is a Float; a thousandth is as fine as ours, and prints as itself. */
export const itemInput = ({ weightG }: VariantParts) =>
  typeof weightG === "number" ? { measurement: { weight: { value: weightG / 1000, unit: "KILOGRAMS" as const } } } : {};
