/** The shop's side: mappings, identities, what Shopify last accepted. The migrations are the tables; these are their types, held to them by test/hub/schema.test.ts. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const bulkJobs = sqliteTable("bulk_jobs", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  state: text("state").notNull(),
  lines: integer("lines").notNull().default(0),
  sent: integer("sent").notNull().default(0),
  refused: integer("refused").notNull().default(0),
  pending: integer("pending").notNull().default(0),
  position: integer("position").notNull().default(0),
  stagedPath: text("staged_path"),
  toldAt: integer("told_at"),
  gid: text("gid"),
  tries: integer("tries").notNull().default(0),
  notBefore: integer("not_before").notNull().default(0),
  reason: text("reason"),
  createdAt: integer("created_at").notNull(),
  endedAt: integer("ended_at"),
  makes: integer("makes").notNull().default(0),
});

export const bulkLines = sqliteTable(
  "bulk_lines",
  {
    job: text("job").notNull(),
    line: integer("line").notNull(),
    record: text("record").notNull(),
    digest: text("digest").notNull(),
    asked: text("asked"),
    payload: text("payload"),
    outcome: text("outcome"),
  },
  (table) => [primaryKey({ columns: [table.job, table.line] })],
);

export const catalogSettings = sqliteTable("catalog_settings", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
});

export const categoryTaxonomy = sqliteTable("category_taxonomy", {
  seqCategory: integer("seq_category").primaryKey(),
  taxonomyGid: text("taxonomy_gid").notNull(),
});

export const companies = sqliteTable("companies", {
  company: integer("company").primaryKey(),
  name: text("name").notNull(),
  enabled: integer("enabled").notNull().default(1),
  locationGid: text("location_gid"),
  safetyMilli: integer("safety_milli").notNull().default(0),
  quantityIn: text("quantity_in").notNull().default("units"),
  problem: text("problem"),
});

export const priceTargets = sqliteTable("price_targets", {
  target: text("target").primaryKey(),
  kind: text("kind").notNull(),
  company: integer("company").notNull(),
  segment: integer("segment").notNull(),
  gid: text("gid"),
  dropMaxPercent: integer("drop_max_percent").notNull().default(80),
  leaving: integer("leaving").notNull().default(0),
  fillAfter: text("fill_after"),
  notBefore: integer("not_before").notNull().default(0),
});

export const shopCollections = sqliteTable("shop_collections", {
  seqCategory: integer("seq_category").primaryKey(),
  collectionGid: text("collection_gid"),
  sentTitle: text("sent_title"),
  published: text("published"),
  wait: text("wait"),
  attempts: integer("attempts").notNull().default(0),
  notBefore: integer("not_before").notNull().default(0),
});

export const shopPrices = sqliteTable(
  "shop_prices",
  {
    target: text("target").notNull(),
    seqProduct: integer("seq_product").notNull(),
    sku: text("sku").notNull(),
    version: integer("version").notNull().default(1),
    due: integer("due").notNull().default(1),
    nextChangeAt: integer("next_change_at"),
    sentPriceCents: integer("sent_price_cents"),
    sentCompareCents: integer("sent_compare_cents"),
    attempts: integer("attempts").notNull().default(0),
    notBefore: integer("not_before").notNull().default(0),
    askedCents: integer("asked_cents"),
    heldCents: integer("held_cents"),
    approvedCents: integer("approved_cents"),
    bulkJob: text("bulk_job"),
    unsure: integer("unsure").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.target, table.seqProduct, table.sku] })],
);

export const shopProducts = sqliteTable("shop_products", {
  seqProduct: integer("seq_product").primaryKey(),
  version: integer("version").notNull().default(1),
  due: integer("due").notNull().default(1),
  productGid: text("product_gid"),
  sentSet: text("sent_set"),
  sentFields: text("sent_fields"),
  published: text("published"),
  attempts: integer("attempts").notNull().default(0),
  notBefore: integer("not_before").notNull().default(0),
  bulkJob: text("bulk_job"),
  sentValues: text("sent_values"),
  sentTags: text("sent_tags"),
  kept: text("kept"),
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

export const shopVariantsGone = sqliteTable(
  "shop_variants_gone",
  {
    seqProduct: integer("seq_product").notNull(),
    sku: text("sku").notNull(),
  },
  (table) => [primaryKey({ columns: [table.seqProduct, table.sku] })],
);

export const stockCalls = sqliteTable("stock_calls", {
  key: text("key").primaryKey(),
  createdAt: integer("created_at").notNull(),
  attempts: integer("attempts").notNull().default(0),
  lines: text("lines").notNull(),
});

export const variantCap = sqliteTable("variant_cap", {
  id: integer("id").primaryKey(),
  checkedAt: integer("checked_at").notNull().default(0),
  plus: integer("plus").notNull().default(0),
  inShop: integer("in_shop").notNull().default(0),
  waiting: integer("waiting").notNull().default(0),
  day: integer("day").notNull().default(0),
  made: integer("made").notNull().default(0),
  blockedUntil: integer("blocked_until").notNull().default(0),
  warnedAt: integer("warned_at"),
});
