/**
 * Products with their options and variants. As in every record, a property named as a field of the schema answers that
 * field by itself; instants are epoch ms and money is cents, which the scalars turn into Shopify's text (schema.ts).
 */
import type { Metafields } from "./metafields.ts";
import type { InventoryItem } from "./stock.ts";

export interface Product {
  readonly id: string;
  handle: string;
  title: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  status: "ACTIVE" | "DRAFT" | "ARCHIVED" | "UNLISTED";
  tags: string[];
  categoryId: string | null;
  templateSuffix: string | null;
  seo: { title: string | null; description: string | null };
  options: ProductOption[];
  variants: Variant[];
  mediaIds: string[];
  collectionIds: string[];
  /** Publication id → instant. */
  readonly publishedOn: Map<string, number>;
  readonly metafields: Metafields;
  readonly createdAt: number;
  updatedAt: number;
}

export interface ProductOption {
  readonly id: string;
  name: string;
  values: { readonly id: string; name: string }[];
}

export interface Variant {
  readonly id: string;
  readonly productId: string;
  barcode: string | null;
  price: number;
  compareAtPrice: number | null;
  inventoryPolicy: "DENY" | "CONTINUE";
  taxable: boolean;
  showUnitPrice: boolean;
  unitPriceMeasurement: UnitPriceMeasurement | null;
  /** Option id → option value id. */
  readonly choices: Map<string, string>;
  readonly item: InventoryItem;
  readonly metafields: Metafields;
  readonly mediaIds: string[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface UnitPriceMeasurement {
  readonly quantityValue: number;
  readonly quantityUnit: string;
  readonly referenceValue: number;
  readonly referenceUnit: string;
}
