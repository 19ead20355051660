import * as z from "zod";
import { PRODUCT_FIELDS, VARIANT_FIELDS, type Owners } from "./field-ownership.ts";

/** Codes, weights, brand, type and status are the ERP's; what people write for people is theirs from the first edit on. */
export const DEFAULT_OWNERS: Owners = {
  title: "untilEdited",
  description: "untilEdited",
  vendor: "erp",
  productType: "erp",
  seo: "untilEdited",
  status: "erp",
  taxonomy: "untilEdited",
  barcode: "erp",
  weight: "erp",
  policy: "erp",
  taxable: "merchant",
};

const productOwner = z.enum(["erp", "untilEdited", "once", "merchant"]);
const variantOwner = z.enum(["erp", "once", "merchant"]);
const owners = z.strictObject({
  title: productOwner.default(DEFAULT_OWNERS.title),
  description: productOwner.default(DEFAULT_OWNERS.description),
  vendor: productOwner.default(DEFAULT_OWNERS.vendor),
  productType: productOwner.default(DEFAULT_OWNERS.productType),
  seo: productOwner.default(DEFAULT_OWNERS.seo),
  status: productOwner.default(DEFAULT_OWNERS.status),
  taxonomy: productOwner.default(DEFAULT_OWNERS.taxonomy),
  barcode: variantOwner.default("erp"),
  weight: variantOwner.default("erp"),
  policy: variantOwner.default(DEFAULT_OWNERS.policy),
  taxable: variantOwner.default(DEFAULT_OWNERS.taxable),
} satisfies Record<(typeof PRODUCT_FIELDS)[number] | (typeof VARIANT_FIELDS)[number], z.ZodType>);

/** What an operator decides of the catalogue; what is left out is its default. */
export const catalogSettings = z.strictObject({
  owners: owners.prefault({}),
  /** Sales channels products and collections are published to; null: the online store. */
  publications: z
    .array(z.string().regex(/^gid:\/\/shopify\/Publication\/\d+$/, "must be a publication's gid"))
    .max(25)
    .nullable()
    .default(null),
  /** The ERP's keywords as tags. */
  keywordTags: z.boolean().default(true),
  /** Names all in capitals are shown in title case, their shorthand written out. */
  titleCase: z.boolean().default(true),
  /** Words of such names that stay as they are written here. */
  titleWords: z.array(z.string().trim().min(1).max(60)).max(1_000).default([]),
  /** Shorthand of such names → words, besides the default list; null takes a default away. */
  abbreviations: z.record(z.string().trim().min(1).max(30), z.string().trim().min(1).max(100).nullable()).default({}),
  /** One collection a category. */
  collections: z.boolean().default(true),
  /** A variant that was deleted by hand in Shopify: created again, or only reported. */
  variantDeleted: z.enum(["recreate", "report"]).default("recreate"),
  /** A variant without our SKU may be known by its barcode. */
  matchBarcode: z.boolean().default(false),
});
export type CatalogSettings = Readonly<z.output<typeof catalogSettings>>;

export const DEFAULT_SETTINGS: CatalogSettings = catalogSettings.parse({});
