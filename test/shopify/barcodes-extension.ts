/**
 * What Shopify's announcement of `barcodes` adds to the Admin schema, in our words: shopify.dev, changelog "product variant
 * barcode is being replaced by barcodes" (2026-10) and the input object BarcodeInput of the unstable version. The pinned
 * file of 2026-10 was made before it.
 */
export const BARCODES_EXTENSION = `
  enum BarcodeType { ASIN EAN GTIN ISBN UPC }
  type ProductVariantBarcode { type: BarcodeType value: String! }
  type ProductVariantBarcodeConnection { nodes: [ProductVariantBarcode!]! pageInfo: PageInfo! }
  input BarcodeInput { type: BarcodeType value: String! }
  extend type ProductVariant { barcodes(first: Int, after: String): ProductVariantBarcodeConnection! }
  extend input ProductVariantSetInput { barcodes: [BarcodeInput!] }
  extend input ProductVariantsBulkInput { barcodes: [BarcodeInput!] }
`;
