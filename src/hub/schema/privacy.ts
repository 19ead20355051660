/**
 * Requests of privacy law that wait.
 * Table and comments: migrations/0061_redactions.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const redactions = sqliteTable("redactions", {
  orderId: text("order_id").primaryKey(),
  requestedAt: integer("requested_at").notNull(),
});
