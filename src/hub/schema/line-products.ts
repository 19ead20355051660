/**
 * What of an order is no product of the ERP, or is given away.
 * Table and comments: migrations/0027_line_products.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { LineKind } from "../../rules/orders/items/line-products.ts";

export const lineProducts = sqliteTable(
  "line_products",
  {
    kind: text("kind").$type<LineKind>().notNull(),
    name: text("name").notNull(),
    sku: text("sku").notNull(),
    seqProduct: integer("seq_product"),
    priceCents: integer("price_cents").notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.name] })],
);
