/**
 * Loads, their runs, leases, what full runs missed, and what operators did.
 * Tables and comments: migrations/0001_loads.sql, 0012_bounded_reads.sql, 0052_load_troubles.sql, 0053_foreign_rows.sql, 0054_reading_pages.sql, 0089_delisting_portions.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const loads = sqliteTable(
  "loads",
  {
    name: text("name").notNull(),
    company: integer("company").notNull().default(0),
    segment: integer("segment").notNull().default(0),
    enabled: integer("enabled").notNull().default(1),
    watermark: text("watermark").notNull().default("1900-01-01T00:00:00"),
    page: integer("page").notNull().default(1),
    pageDigest: text("page_digest"),
    cursor: text("cursor"),
    runId: text("run_id"),
    readFrom: text("read_from"),
    readUntil: text("read_until"),
    isFull: integer("is_full").notNull().default(0),
    fullAt: integer("full_at").notNull().default(0),
    epoch: integer("epoch").notNull().default(0),
    leaseUntil: integer("lease_until").notNull().default(0),
    pageSize: integer("page_size"),
    overlapSeconds: integer("overlap_seconds"),
    fullEveryHours: integer("full_every_hours"),
    fullWanted: integer("full_wanted").notNull().default(0),
    confirmRuns: integer("confirm_runs").notNull().default(0),
    delistingMaxPermille: integer("delisting_max_permille"),
    delistingApprovedRows: integer("delisting_approved_rows").notNull().default(0),
    delistingRows: integer("delisting_rows").notNull().default(0),
    delistingState: text("delisting_state"),
    lastSuccessStartedAt: integer("last_success_started_at").notNull().default(0),
    previousReadUntil: text("previous_read_until"),
    previousStartedAt: integer("previous_started_at").notNull().default(0),
    leastMinutes: integer("least_minutes"),
    blockedHours: text("blocked_hours"),
    askedAt: integer("asked_at").notNull().default(0),
    firstAt: integer("first_at").notNull().default(0),
    endedWellAt: integer("ended_well_at").notNull().default(0),
    advancedAt: integer("advanced_at").notNull().default(0),
    restarts: integer("restarts").notNull().default(0),
    trouble: text("trouble"),
    notBefore: integer("not_before").notNull().default(0),
    stalledAfterMinutes: integer("stalled_after_minutes"),
    skippedRows: integer("skipped_rows").notNull().default(0),
    firstPage: integer("first_page"),
    pageCap: integer("page_cap"),
    absentFields: text("absent_fields"),
  },
  (table) => [primaryKey({ columns: [table.name, table.company, table.segment] })],
);

export const leases = sqliteTable("leases", {
  name: text("name").primaryKey(),
  epoch: integer("epoch").notNull().default(0),
  until: integer("until").notNull().default(0),
  unfinished: integer("unfinished").notNull().default(0),
});

export const runs = sqliteTable("runs", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  company: integer("company").notNull().default(0),
  segment: integer("segment").notNull().default(0),
  startedAt: integer("started_at").notNull(),
  endedAt: integer("ended_at"),
  outcome: text("outcome").notNull().default("running"),
  reason: text("reason"),
  pages: integer("pages").notNull().default(0),
  read: integer("read").notNull().default(0),
  changed: integer("changed").notNull().default(0),
  unchanged: integer("unchanged").notNull().default(0),
  due: integer("due").notNull().default(0),
  sent: integer("sent").notNull().default(0),
  pending: integer("pending").notNull().default(0),
  refused: integer("refused").notNull().default(0),
  delisted: integer("delisted").notNull().default(0),
});

export const loadPages = sqliteTable(
  "load_pages",
  {
    name: text("name").notNull(),
    company: integer("company").notNull(),
    segment: integer("segment").notNull(),
    page: integer("page").notNull(),
    runId: text("run_id").notNull(),
    keys: text("keys").notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.company, table.segment, table.page] })],
);

export const delistedCandidates = sqliteTable(
  "delisted_candidates",
  {
    name: text("name").notNull(),
    company: integer("company").notNull(),
    segment: integer("segment").notNull(),
    key: text("key").notNull(),
    misses: integer("misses").notNull().default(1),
    runId: text("run_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.company, table.segment, table.key] })],
);

export const audit = sqliteTable(
  "audit",
  {
    at: integer("at").notNull(),
    id: text("id").notNull(),
    who: text("who").notNull(),
    act: text("act").notNull(),
    name: text("name").notNull(),
    company: integer("company").notNull(),
    segment: integer("segment").notNull(),
    before: text("before"),
    after: text("after"),
    rows: integer("rows"),
  },
  (table) => [primaryKey({ columns: [table.at, table.id] })],
);

export const portions = sqliteTable("portions", {
  name: text("name").primaryKey(),
  position: text("position").notNull(),
});

export const runSums = sqliteTable(
  "run_sums",
  {
    period: integer("period").notNull(),
    name: text("name").notNull(),
    company: integer("company").notNull(),
    segment: integer("segment").notNull(),
    runs: integer("runs").notNull(),
    failedRuns: integer("failed_runs").notNull(),
    runningRuns: integer("running_runs").notNull(),
    read: integer("read").notNull(),
    changed: integer("changed").notNull(),
    unchanged: integer("unchanged").notNull(),
    refused: integer("refused").notNull(),
    due: integer("due").notNull(),
    sent: integer("sent").notNull(),
    pending: integer("pending").notNull(),
  },
  (table) => [primaryKey({ columns: [table.period, table.name, table.company, table.segment] })],
);
