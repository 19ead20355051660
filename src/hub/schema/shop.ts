/**
 * The shop's catalogue: identities, and what Shopify last accepted.
 * Tables and comments: migrations/0003_shop.sql, 0026_sold_units.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const shopProducts = sqliteTable("shop_products", {
  seqProduct: integer("seq_product").primaryKey(),
  version: integer("version").notNull().default(1),
  due: integer("due").notNull().default(1),
  productGid: text("product_gid"),
  createStartedAt: integer("create_started_at"),
  sentSet: text("sent_set"),
  sentFieldsHash: text("sent_fields_hash"),
  sentVariantsHash: text("sent_variants_hash"),
  sentUnitsHash: text("sent_units_hash"),
  unitPriceSent: integer("unit_price_sent").notNull().default(0),
  published: text("published"),
  attempts: integer("attempts").notNull().default(0),
  notBefore: integer("not_before").notNull().default(0),
  lockedBy: text("locked_by"),
  sentValues: text("sent_values"),
  sentTags: text("sent_tags"),
  merchantFields: text("merchant_fields"),
  repairs: integer("repairs").notNull().default(0),
});

export const shopVariants = sqliteTable(
  "shop_variants",
  {
    seqProduct: integer("seq_product").notNull(),
    sku: text("sku").notNull(),
    variantGid: text("variant_gid").notNull(),
    inventoryItemGid: text("inventory_item_gid").notNull(),
    tracked: integer("tracked").notNull().default(1),
  },
  (table) => [primaryKey({ columns: [table.seqProduct, table.sku] })],
);

export const shopVariantsDeleted = sqliteTable(
  "shop_variants_deleted",
  {
    seqProduct: integer("seq_product").notNull(),
    sku: text("sku").notNull(),
  },
  (table) => [primaryKey({ columns: [table.seqProduct, table.sku] })],
);

export const saleMultiples = sqliteTable(
  "sale_multiples",
  {
    seqProduct: integer("seq_product").notNull(),
    since: integer("since").notNull(),
    multipleMilli: integer("multiple_milli"),
  },
  (table) => [primaryKey({ columns: [table.seqProduct, table.since] })],
);

export const shopCollections = sqliteTable("shop_collections", {
  seqCategory: integer("seq_category").primaryKey(),
  collectionGid: text("collection_gid"),
  sentTitle: text("sent_title"),
  published: text("published"),
  parkedReason: text("parked_reason", { enum: ["refused", "deleted"] }),
  attempts: integer("attempts").notNull().default(0),
  notBefore: integer("not_before").notNull().default(0),
});

export const categoryTaxonomy = sqliteTable("category_taxonomy", {
  seqCategory: integer("seq_category").primaryKey(),
  taxonomyGid: text("taxonomy_gid").notNull(),
});

export const catalogSettings = sqliteTable("catalog_settings", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
});

export const variantLimit = sqliteTable("variant_limit", {
  id: integer("id").primaryKey(),
  checkedAt: integer("checked_at").notNull().default(0),
  plus: integer("plus").notNull().default(0),
  shopVariantCount: integer("shop_variant_count").notNull().default(0),
  waiting: integer("waiting").notNull().default(0),
  day: integer("day").notNull().default(0),
  createdToday: integer("created_today").notNull().default(0),
  blockedUntil: integer("blocked_until").notNull().default(0),
  warningOpenedAt: integer("warning_opened_at"),
});
