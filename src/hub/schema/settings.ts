/**
 * Settings that an operator changes while the Worker runs.
 * Tables and comments: migrations/0011_settings.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const settings = sqliteTable("settings", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
  changedAt: integer("changed_at").notNull(),
});
