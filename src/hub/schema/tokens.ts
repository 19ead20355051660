/**
 * Bearer tokens of /api and /erp.
 * Table and comments: migrations/0029_tokens.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Scope } from "../../rules/access/scope.ts";

export const tokens = sqliteTable("tokens", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  hash: text("hash").notNull(),
  scope: text("scope").$type<Scope>().notNull(),
  createdAt: integer("created_at").notNull(),
  createdBy: text("created_by").notNull(),
  expiresAt: integer("expires_at"),
  revokedAt: integer("revoked_at"),
  lastUsedDay: text("last_used_day"),
});
