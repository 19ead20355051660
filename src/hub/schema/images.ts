/**
 * Pictures: what the sources said, the stored bytes with Shopify's file, and what each product shows.
 * Tables and comments: migrations/0037_images.sql and 0071_specifications.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const images = sqliteTable(
  "images",
  {
    seqProduct: integer("seq_product").notNull(),
    source: text("source").notNull(),
    sku: text("sku").notNull(),
    main: integer("main").notNull(),
    place: integer("place").notNull(),
    url: text("url"),
    active: integer("active").notNull(),
    hash: text("hash").notNull(),
    content: text("content"),
    etag: text("etag"),
    lastModified: text("last_modified"),
    fetchAt: integer("fetch_at"),
    attempts: integer("attempts").notNull().default(0),
    refusals: integer("refusals").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.seqProduct, table.source] })],
);

export const imageFiles = sqliteTable("image_files", {
  content: text("content").primaryKey(),
  type: text("type").notNull(),
  bytes: integer("bytes").notNull(),
  width: integer("width").notNull(),
  height: integer("height").notNull(),
  storedAt: integer("stored_at").notNull(),
  placeholder: integer("placeholder").notNull().default(0),
  state: text("state", { enum: ["stored", "creating", "processing", "ready", "failed"] })
    .notNull()
    .default("stored"),
  fileGid: text("file_gid"),
  createStartedAt: integer("create_started_at"),
  nextAt: integer("next_at"),
  attempts: integer("attempts").notNull().default(0),
  alt: text("alt"),
  unusedSince: integer("unused_since"),
});

export const shopMedia = sqliteTable("shop_media", {
  seqProduct: integer("seq_product").primaryKey(),
  version: integer("version").notNull().default(1),
  due: integer("due").notNull().default(1),
  notBefore: integer("not_before").notNull().default(0),
  attempts: integer("attempts").notNull().default(0),
  productGid: text("product_gid"),
  sent: text("sent"),
});

export const specifications = sqliteTable(
  "specifications",
  {
    seqProduct: integer("seq_product").notNull(),
    source: text("source").notNull(),
    sku: text("sku").notNull(),
    name: text("name").notNull(),
    value: text("value").notNull(),
    active: integer("active").notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.seqProduct, table.source] })],
);

export const shopSpecifications = sqliteTable("shop_specifications", {
  seqProduct: integer("seq_product").primaryKey(),
  version: integer("version").notNull().default(1),
  due: integer("due").notNull().default(1),
  notBefore: integer("not_before").notNull().default(0),
  attempts: integer("attempts").notNull().default(0),
  productGid: text("product_gid"),
  sent: text("sent"),
});
