/** Of a product's only variant, whose title Shopify leaves out of a line. */
const ONLY_VARIANT = "Default Title";

/**
 * The variant's title as a line was sold, null for a line that was no product. Shopify keeps both facts with the line when
 * the product is deleted.
 */
export const titleAsSold = (line: {
  readonly variantTitle: string | null;
  readonly vendor: string | null;
}): string | null => line.variantTitle ?? (line.vendor === null || line.vendor === "" ? null : ONLY_VARIANT);
