/**
 * Companies and their stock: desired, sent, and calls under way.
 * Tables and comments: migrations/0004_stock.sql, 0031_refunds_and_cuts.sql, 0076_safety_stock.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const companies = sqliteTable("companies", {
  company: integer("company").primaryKey(),
  name: text("name").notNull(),
  enabled: integer("enabled").notNull().default(1),
  locationGid: text("location_gid"),
  safetyMilli: integer("safety_milli").notNull().default(0),
  quantityIn: text("quantity_in").notNull().default("units"),
  problem: text("problem"),
});

/** The product has no such variant; Shopify says its item is deleted; Shopify refused the item too often. */
export type ParkedReason = "no-variant" | "item-deleted" | "item-refused";

export const stock = sqliteTable(
  "stock",
  {
    company: integer("company").notNull(),
    sku: text("sku").notNull(),
    seqProduct: integer("seq_product").notNull(),
    quantityMilli: integer("quantity_milli").notNull(),
    unlimited: integer("unlimited").notNull().default(0),
    hash: text("hash").notNull(),
    sent: text("sent"),
    sentQuantity: integer("sent_quantity"),
    levelActive: integer("level_active").notNull().default(0),
    parkedReason: text("parked_reason").$type<ParkedReason>(),
    externalChanges: integer("external_changes").notNull().default(0),
    failedAttempts: integer("failed_attempts").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.company, table.sku] })],
);

export const stockCalls = sqliteTable("stock_calls", {
  key: text("key").primaryKey(),
  createdAt: integer("created_at").notNull(),
  attempts: integer("attempts").notNull().default(0),
  lines: text("lines").notNull(),
});

export const stockCuts = sqliteTable(
  "stock_cuts",
  {
    company: integer("company").notNull(),
    sku: text("sku").notNull(),
    seqProduct: integer("seq_product").notNull(),
    events: text("events").notNull(),
    countedOn: text("counted_on"),
    heldAt: integer("held_at"),
    lastCutAt: integer("last_cut_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.sku] })],
);

export const soldDays = sqliteTable(
  "sold_days",
  {
    company: integer("company").notNull(),
    day: integer("day").notNull(),
    seqProduct: integer("seq_product").notNull(),
    milli: integer("milli").notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.day, table.seqProduct] })],
);

export const safetyStock = sqliteTable(
  "safety_stock",
  {
    company: integer("company").notNull(),
    seqProduct: integer("seq_product").notNull(),
    milli: integer("milli").notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.seqProduct] })],
);
