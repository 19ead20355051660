/**
 * The ERP's prices, their targets, and what Shopify last accepted.
 * Tables and comments: migrations/0005_prices.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const prices = sqliteTable(
  "prices",
  {
    company: integer("company").notNull(),
    segment: integer("segment").notNull(),
    sku: text("sku").notNull(),
    seqProduct: integer("seq_product").notNull(),
    normalCents: integer("normal_cents").notNull(),
    promoCents: integer("promo_cents"),
    promoFrom: integer("promo_from"),
    promoUntil: integer("promo_until"),
    onSale: integer("on_sale").notNull(),
    hash: text("hash").notNull(),
    promosLater: text("promos_later"),
    offers: text("offers"),
  },
  (table) => [primaryKey({ columns: [table.company, table.segment, table.sku] })],
);

export type PriceTargetKind = "base" | "priceList" | "metafield";

export const priceTargets = sqliteTable("price_targets", {
  target: text("target").primaryKey(),
  kind: text("kind").$type<PriceTargetKind>().notNull(),
  company: integer("company").notNull(),
  segment: integer("segment").notNull(),
  gid: text("gid"),
  dropMaxPercent: integer("drop_max_percent").notNull().default(80),
  removing: integer("removing").notNull().default(0),
  backfillAfter: text("backfill_after"),
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
    erpPriceCents: integer("erp_price_cents"),
    pendingCents: integer("pending_cents"),
    approvedCents: integer("approved_cents"),
    lockedBy: text("locked_by"),
    outcomeUnknown: integer("outcome_unknown").notNull().default(0),
    sentOffers: text("sent_offers"),
  },
  (table) => [primaryKey({ columns: [table.target, table.seqProduct, table.sku] })],
);
