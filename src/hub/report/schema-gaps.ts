/** Whether the database has what this version's statements name: a migration that was not applied leaves a gap. */
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import * as alerts from "../schema/alerts.ts";
import * as bulk from "../schema/bulk.ts";
import * as catalog from "../schema/catalog.ts";
import * as consoles from "../schema/console.ts";
import * as desk from "../schema/desk.ts";
import * as drift from "../schema/drift.ts";
import * as dryRun from "../schema/dry-run.ts";
import * as images from "../schema/images.ts";
import * as ledger from "../schema/ledger.ts";
import * as lineProducts from "../schema/line-products.ts";
import * as loads from "../schema/loads.ts";
import * as orders from "../schema/orders.ts";
import * as postalCodes from "../schema/postal-codes.ts";
import * as prices from "../schema/prices.ts";
import * as privacy from "../schema/privacy.ts";
import * as refunds from "../schema/refunds.ts";
import * as settings from "../schema/settings.ts";
import * as shop from "../schema/shop.ts";
import * as stock from "../schema/stock.ts";
import * as tokens from "../schema/tokens.ts";

const MODULES: readonly Readonly<Record<string, unknown>>[] = [
  alerts,
  bulk,
  catalog,
  consoles,
  desk,
  drift,
  dryRun,
  images,
  ledger,
  lineProducts,
  loads,
  orders,
  postalCodes,
  prices,
  privacy,
  refunds,
  settings,
  shop,
  stock,
  tokens,
];

/** `table.column` of every table that this version knows. */
export const knownColumns = (): readonly string[] =>
  MODULES.flatMap((module) => Object.values(module))
    .filter((value): value is SQLiteTable => is(value, SQLiteTable))
    .flatMap((table) => {
      const { name, columns } = getTableConfig(table);
      return columns.map((column) => `${name}.${column.name}`);
    });

export interface SchemaState {
  /** `table.column` that this version needs and the database lacks. */
  readonly missing: readonly string[];
  /** Size of the database in bytes. */
  readonly bytes: number;
}

export async function readSchemaState(db: D1Database): Promise<SchemaState> {
  const { results, meta } = await db
    .prepare(
      `SELECT t.name || '.' || c.name AS place FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name NOT LIKE '\\_cf\\_%' ESCAPE '\\'`,
    )
    .all<{ place: string }>();
  const there = new Set(results.map(({ place }) => place));
  return { missing: knownColumns().filter((place) => !there.has(place)), bytes: meta.size_after };
}
