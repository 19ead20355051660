/**
 * How a variant's barcode is written. Shopify replaces `barcode` by the list `barcodes` in 2026-10, and the pinned schema
 * of that version does not have the list yet. The switch moves with the pin: test/shopify/barcodes.test.ts fails as soon
 * as the pinned schema knows `barcodes`, and checks both spellings until then.
 */
export type BarcodeSpelling = "barcode" | "barcodes";

export const BARCODE_SPELLING: BarcodeSpelling = "barcode";

/** Shopify takes so many barcodes of one variant. */
const BARCODES_MAX = 20;

export interface Barcode {
  readonly value: string;
  /** EAN, UPC …; null: Shopify stores the value as it is and checks nothing. */
  readonly type: string | null;
}

/**
 * The part of a variant's input. The list replaces the variant's whole set, so what a merchant added is sent along,
 * behind the ERP's code. A call never has both spellings: Shopify refuses that.
 * @param barcode null: the ERP has none
 * @param shown what the variant has now; of the list only
 * @param former the ERP's code as it was sent last, which goes
 */
export function barcodeInput(
  barcode: string | null,
  spelling: BarcodeSpelling = BARCODE_SPELLING,
  { shown = [], former = null }: { readonly shown?: readonly Barcode[]; readonly former?: string | null } = {},
): { readonly barcode: string | null } | { readonly barcodes: readonly Barcode[] } {
  if (spelling === "barcode") return { barcode };
  const others = shown.filter(({ value }) => value !== barcode && value !== former);
  const own = barcode === null ? [] : [{ value: barcode, type: null }];
  return { barcodes: [...own, ...others].slice(0, BARCODES_MAX) };
}
