/**
 * Refunds that Shopify recorded, for the ERP.
 * Table and comments: migrations/0031_refunds_and_cuts.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const shopRefunds = sqliteTable("shop_refunds", {
  n: integer("n").primaryKey(),
  refundId: text("refund_id").notNull(),
  orderId: text("order_id").notNull(),
  refundedAt: text("refunded_at").notNull(),
  totalCents: integer("total_cents").notNull(),
  lines: text("lines").notNull(),
  recordedAt: integer("recorded_at").notNull(),
});
