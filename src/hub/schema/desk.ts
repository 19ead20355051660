/** The error desk, dry runs and drift: what a person reads. The migrations are the tables; these are their types, held to them by test/hub/schema.test.ts. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const desk = sqliteTable(
  "desk",
  {
    lane: text("lane").notNull(),
    record: text("record").notNull(),
    reason: text("reason").notNull(),
    message: text("message").notNull(),
    detail: text("detail"),
    state: text("state").notNull().default("open"),
    times: integer("times").notNull().default(1),
    firstAt: integer("first_at").notNull(),
    lastAt: integer("last_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.lane, table.record, table.reason] })],
);

export const driftFindings = sqliteTable(
  "drift_findings",
  {
    runId: text("run_id").notNull(),
    n: integer("n").notNull(),
    kind: text("kind").notNull(),
    seqProduct: integer("seq_product").notNull(),
    sku: text("sku").notNull().default(""),
    company: integer("company").notNull().default(0),
    expected: text("expected"),
    actual: text("actual"),
    repairedAt: integer("repaired_at"),
    place: text("place").notNull().default(""),
  },
  (table) => [primaryKey({ columns: [table.runId, table.n] })],
);

export const driftRuns = sqliteTable("drift_runs", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  startedAt: integer("started_at").notNull(),
  endedAt: integer("ended_at"),
  products: integer("products").notNull().default(0),
  variants: integer("variants").notNull().default(0),
  levels: integer("levels").notNull().default(0),
  skipped: integer("skipped").notNull().default(0),
  counts: text("counts").notNull().default("{}"),
});

export const dryRunBlocked = sqliteTable(
  "dry_run_blocked",
  {
    operation: text("operation").notNull(),
    lane: text("lane").notNull(),
    times: integer("times").notNull().default(1),
    firstAt: integer("first_at").notNull(),
    lastAt: integer("last_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.operation, table.lane] })],
);

export const dryRunLines = sqliteTable(
  "dry_run_lines",
  {
    lane: text("lane").notNull(),
    slot: integer("slot").notNull(),
    record: text("record").notNull(),
    action: text("action").notNull(),
    field: text("field").notNull(),
    before: text("before"),
    after: text("after"),
    at: integer("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.lane, table.slot] })],
);

export const dryRunPasses = sqliteTable("dry_run_passes", {
  lane: text("lane").primaryKey(),
  startedAt: integer("started_at").notNull(),
  endedAt: integer("ended_at"),
  position: text("position").notNull().default(""),
  looked: integer("looked").notNull().default(0),
  created: integer("created").notNull().default(0),
  changed: integer("changed").notNull().default(0),
  refused: integer("refused").notNull().default(0),
  waiting: integer("waiting").notNull().default(0),
  same: integer("same").notNull().default(0),
  lines: integer("lines").notNull().default(0),
  removed: integer("removed").notNull().default(0),
});

export const settings = sqliteTable("settings", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
  changedAt: integer("changed_at").notNull(),
});
