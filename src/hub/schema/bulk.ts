/**
 * Bulk operations of Shopify: jobs and their lines.
 * Tables and comments: migrations/0007_bulk.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const bulkJobs = sqliteTable("bulk_jobs", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  state: text("state", {
    enum: ["planning", "planned", "uploaded", "running", "collecting", "done", "failed"],
  }).notNull(),
  lines: integer("lines").notNull().default(0),
  sent: integer("sent").notNull().default(0),
  refused: integer("refused").notNull().default(0),
  pending: integer("pending").notNull().default(0),
  position: integer("position").notNull().default(0),
  stagedPath: text("staged_path"),
  startSentAt: integer("start_sent_at"),
  gid: text("gid"),
  tries: integer("tries").notNull().default(0),
  notBefore: integer("not_before").notNull().default(0),
  reason: text("reason"),
  createdAt: integer("created_at").notNull(),
  endedAt: integer("ended_at"),
  createsVariants: integer("creates_variants").notNull().default(0),
});

export const bulkLines = sqliteTable(
  "bulk_lines",
  {
    job: text("job").notNull(),
    line: integer("line").notNull(),
    record: text("record").notNull(),
    digest: text("digest").notNull(),
    context: text("context"),
    payload: text("payload"),
    outcome: text("outcome"),
  },
  (table) => [primaryKey({ columns: [table.job, table.line] })],
);
