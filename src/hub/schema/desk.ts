/**
 * The error desk.
 * Tables and comments: migrations/0008_desk.sql; test/hub/schema.test.ts compares the two.
 */
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
