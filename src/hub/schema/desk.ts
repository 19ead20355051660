/**
 * The error desk.
 * Tables and comments: migrations/0008_desk.sql, 0041_desk_care.sql, 0082_record_care.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const desk = sqliteTable(
  "desk",
  {
    area: text("area").notNull(),
    seqProduct: integer("seq_product").notNull().default(0),
    sku: text("sku").notNull().default(""),
    company: integer("company").notNull().default(0),
    segment: integer("segment").notNull().default(0),
    ref: text("ref").notNull().default(""),
    reason: text("reason").notNull(),
    params: text("params").notNull().default("{}"),
    detail: text("detail"),
    state: text("state").notNull().default("open"),
    times: integer("times").notNull().default(1),
    firstAt: integer("first_at").notNull(),
    lastAt: integer("last_at").notNull(),
    assignee: text("assignee"),
    snoozedUntil: integer("snoozed_until"),
  },
  (table) => [
    primaryKey({
      columns: [table.area, table.seqProduct, table.sku, table.company, table.segment, table.ref, table.reason],
    }),
  ],
);

export const deskCare = sqliteTable(
  "desk_care",
  {
    area: text("area").notNull(),
    reason: text("reason").notNull(),
    assignee: text("assignee"),
    snoozedUntil: integer("snoozed_until"),
    changedBy: text("changed_by").notNull(),
    changedAt: integer("changed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.area, table.reason] })],
);
