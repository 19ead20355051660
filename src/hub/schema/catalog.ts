/**
 * The ERP's catalogue as last read.
 * Tables and comments: migrations/0002_catalog.sql, 0075_sku_companies.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

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
  titled: integer("titled").notNull().default(1),
  shortName: text("short_name"),
  similars: text("similars"),
  saleLimitMilli: integer("sale_limit_milli"),
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
    activity: text("activity"),
    name: text("name"),
    hasSimilars: integer("has_similars").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.seqProduct, table.sku] })],
);

export const similars = sqliteTable(
  "similars",
  {
    seqProduct: integer("seq_product").notNull(),
    source: text("source").$type<"erp" | "csv">().notNull(),
    place: integer("place").notNull(),
    similar: integer("similar").notNull(),
  },
  (table) => [primaryKey({ columns: [table.seqProduct, table.source, table.place] })],
);

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
