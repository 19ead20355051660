/**
 * Dry runs: what would be sent.
 * Tables and comments: migrations/0009_dry_run.sql and 0018_dry_run_facts.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const dryRunPasses = sqliteTable("dry_run_passes", {
  scope: text("scope", { enum: ["catalog", "prices", "stock", "images", "orders", "back"] }).primaryKey(),
  startedAt: integer("started_at").notNull(),
  endedAt: integer("ended_at"),
  position: text("position").notNull().default(""),
  previewed: integer("previewed").notNull().default(0),
  created: integer("created").notNull().default(0),
  changed: integer("changed").notNull().default(0),
  removed: integer("removed").notNull().default(0),
  refused: integer("refused").notNull().default(0),
  waiting: integer("waiting").notNull().default(0),
  same: integer("same").notNull().default(0),
  lines: integer("lines").notNull().default(0),
});

export const dryRunLines = sqliteTable(
  "dry_run_lines",
  {
    scope: text("scope", { enum: ["catalog", "prices", "stock", "images", "orders", "back"] }).notNull(),
    slot: integer("slot").notNull(),
    /** Not empty: a line of a release before migration 0018. */
    record: text("record").notNull(),
    action: text("action", { enum: ["create", "change", "remove", "refuse"] }).notNull(),
    /** The field, or the reason of a refusal. */
    field: text("field").notNull(),
    before: text("before"),
    after: text("after"),
    at: integer("at").notNull(),
    seqProduct: integer("seq_product").notNull().default(0),
    sku: text("sku").notNull().default(""),
    company: integer("company").notNull().default(0),
    ref: text("ref").notNull().default(""),
    params: text("params").notNull().default("{}"),
  },
  (table) => [primaryKey({ columns: [table.scope, table.slot] })],
);

export const dryRunBlocked = sqliteTable(
  "dry_run_blocked",
  {
    operation: text("operation").notNull(),
    scope: text("scope").notNull(),
    times: integer("times").notNull().default(1),
    firstAt: integer("first_at").notNull(),
    lastAt: integer("last_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.operation, table.scope] })],
);
