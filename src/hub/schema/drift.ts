/**
 * Drift: Shopify compared with what it last accepted.
 * Tables and comments: migrations/0010_drift.sql; test/hub/schema.test.ts compares the two.
 */
import type { DriftKind } from "../../rules/drift/compare.ts";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const driftRuns = sqliteTable("drift_runs", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["sample", "full"] }).notNull(),
  startedAt: integer("started_at").notNull(),
  endedAt: integer("ended_at"),
  products: integer("products").notNull().default(0),
  variants: integer("variants").notNull().default(0),
  levels: integer("levels").notNull().default(0),
  skipped: integer("skipped").notNull().default(0),
  counts: text("counts").notNull().default("{}"),
});

export const driftFindings = sqliteTable(
  "drift_findings",
  {
    runId: text("run_id").notNull(),
    n: integer("n").notNull(),
    kind: text("kind").$type<DriftKind>().notNull(),
    seqProduct: integer("seq_product").notNull(),
    sku: text("sku").notNull().default(""),
    company: integer("company").notNull().default(0),
    target: text("target").notNull().default(""),
    expected: text("expected"),
    actual: text("actual"),
    repairedAt: integer("repaired_at"),
  },
  (table) => [primaryKey({ columns: [table.runId, table.n] })],
);
