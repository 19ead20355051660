/**
 * What operators are alerted of.
 * Table and comments: migrations/0060_alerts.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AlertKind } from "../../rules/alerts/kinds.ts";

export const alerts = sqliteTable(
  "alerts",
  {
    kind: text("kind").$type<AlertKind>().notNull(),
    subject: text("subject").notNull().default(""),
    count: integer("count").notNull(),
    since: integer("since").notNull(),
    openedAt: integer("opened_at").notNull(),
    sentAt: integer("sent_at"),
    clearedAt: integer("cleared_at"),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subject] })],
);
