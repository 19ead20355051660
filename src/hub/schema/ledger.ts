/**
 * The ledger of orders: Shopify, the hub and the ERP, order by order.
 * Tables and comments: migrations/0013_order_ledger.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Verdict } from "../../rules/orders/ledger/compare.ts";

export type LedgerStage = "shop" | "hub" | "events" | "open" | "read" | "erp";

export const ledgerRuns = sqliteTable("ledger_runs", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["night", "person"] }).notNull(),
  since: integer("since").notNull(),
  before: integer("before").notNull(),
  requestedAt: integer("requested_at").notNull(),
  endedAt: integer("ended_at"),
  open: integer("open"),
  stage: text("stage").$type<LedgerStage>().notNull().default("shop"),
  cursor: text("cursor"),
  page: integer("page").notNull().default(1),
  night: text("night"),
  asked: integer("asked").notNull().default(0),
  stops: integer("stops").notNull().default(0),
  problem: text("problem"),
  totals: text("totals").notNull().default("[]"),
});

export const ledgerOrders = sqliteTable("ledger_orders", {
  orderId: text("order_id").primaryKey(),
  runId: text("run_id").notNull(),
  step: text("step", { enum: ["read", "ask", "done"] })
    .notNull()
    .default("read"),
  name: text("name"),
  shop: text("shop"),
  verdict: text("verdict").$type<Verdict>(),
  comparedBy: text("compared_by", { enum: ["total", "items"] }),
  expected: integer("expected").notNull().default(0),
  inHub: integer("in_hub").notNull().default(0),
  inErp: integer("in_erp").notNull().default(0),
  differences: text("differences").notNull().default("[]"),
  checkedAt: integer("checked_at").notNull(),
});
