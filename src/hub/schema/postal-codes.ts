/**
 * Bairro and city by CEP.
 * Table and comments: migrations/0015_order_rules.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const postalCodes = sqliteTable("postal_codes", {
  cep: text("cep").primaryKey(),
  source: text("source").$type<"own" | "lookup">().notNull(),
  district: text("district"),
  city: text("city"),
  uf: text("uf"),
  changedAt: integer("changed_at").notNull(),
});
