/** What the ERP last said. The migrations are the tables; these are their types, held to them by test/hub/schema.test.ts. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const brands = sqliteTable("brands", {
  seqBrand: integer("seq_brand").primaryKey(),
  name: text("name").notNull(),
  active: integer("active").notNull(),
  hash: text("hash").notNull(),
});

export const categories = sqliteTable("categories", {
  seqCategory: integer("seq_category").primaryKey(),
  parent: integer("parent"),
  name: text("name").notNull(),
  active: integer("active").notNull(),
  hash: text("hash").notNull(),
});

export const prices = sqliteTable(
  "prices",
  {
    company: integer("company").notNull(),
    segment: integer("segment").notNull(),
    sku: text("sku").notNull(),
    normalCents: integer("normal_cents").notNull(),
    promoCents: integer("promo_cents"),
    promoFrom: integer("promo_from"),
    promoUntil: integer("promo_until"),
    onSale: integer("on_sale").notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.segment, table.sku] })],
);

export const products = sqliteTable("products", {
  seqProduct: integer("seq_product").primaryKey(),
  title: text("title").notNull(),
  description: text("description"),
  seqBrand: integer("seq_brand"),
  seqCategory: integer("seq_category"),
  keywords: text("keywords"),
  weighed: integer("weighed").notNull().default(0),
  multipleMilli: integer("multiple_milli"),
  active: integer("active").notNull().default(1),
  hash: text("hash").notNull(),
});

export const skus = sqliteTable(
  "skus",
  {
    seqProduct: integer("seq_product").notNull(),
    sku: text("sku").notNull(),
    packageMilli: integer("package_milli").notNull(),
    packageName: text("package_name").notNull(),
    ean: text("ean"),
    active: integer("active").notNull(),
    weightG: integer("weight_g"),
    widthMm: integer("width_mm"),
    heightMm: integer("height_mm"),
    lengthMm: integer("length_mm"),
    hash: text("hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.seqProduct, table.sku] })],
);

export const stock = sqliteTable(
  "stock",
  {
    company: integer("company").notNull(),
    sku: text("sku").notNull(),
    quantityMilli: integer("quantity_milli").notNull(),
    unlimited: integer("unlimited").notNull().default(0),
    hash: text("hash").notNull(),
    sent: text("sent"),
    sentQuantity: integer("sent_quantity"),
    levelActive: integer("level_active").notNull().default(0),
    wait: text("wait"),
    news: integer("news").notNull().default(0),
    refusals: integer("refusals").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.company, table.sku] })],
);
