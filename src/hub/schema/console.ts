/**
 * Sessions of the console, and failed logins.
 * Tables and comments: migrations/0040_console.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const consoleSessions = sqliteTable("console_sessions", {
  id: text("id").primaryKey(),
  secretHash: text("secret_hash").notNull(),
  previousHash: text("previous_hash"),
  rotatedAt: integer("rotated_at").notNull(),
  tokenHash: text("token_hash").notNull(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
});

export const loginFailures = sqliteTable("login_failures", {
  address: text("address").primaryKey(),
  since: integer("since").notNull(),
  failures: integer("failures").notNull(),
});
