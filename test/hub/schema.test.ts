import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { migrated } from "../../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import * as catalog from "../../src/hub/schema/catalog.ts";
import * as desk from "../../src/hub/schema/desk.ts";
import * as loads from "../../src/hub/schema/loads.ts";
import * as orders from "../../src/hub/schema/orders.ts";
import * as shop from "../../src/hub/schema/shop.ts";

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly keyPlace: number;
  readonly initial: unknown;
}

const declared: readonly SQLiteTable[] = [catalog, desk, loads, orders, shop].flatMap((tables) =>
  Object.values(tables),
);

/** The tables as the migrations leave them. */
async function migratedTables(): Promise<Map<string, Column[]>> {
  const db = d1Binding(SqliteEngine.open({ template: migrated() }), openGate);
  const { results } = await db
    .prepare(
      `SELECT t.name AS tableName, c.name, c.type, c."notnull" AS isNotNull, c.pk, c.dflt_value AS initial
         FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name, c.cid`,
    )
    .all<{ tableName: string; name: string; type: string; isNotNull: number; pk: number; initial: string | null }>();
  const tables = new Map<string, Column[]>();
  for (const { tableName, name, type, isNotNull, pk, initial } of results)
    tables.set(tableName, [
      ...(tables.get(tableName) ?? []),
      {
        name,
        type: type.toLowerCase(),
        notNull: isNotNull === 1,
        keyPlace: pk,
        initial: initial === null ? null : initial.startsWith("'") ? initial.slice(1, -1) : Number(initial),
      },
    ]);
  return tables;
}

function columnsOf(table: SQLiteTable): Column[] {
  const { columns, primaryKeys } = getTableConfig(table);
  const key = primaryKeys[0]?.columns.map(({ name }) => name) ?? columns.filter((c) => c.primary).map((c) => c.name);
  return columns.map((column) => ({
    name: column.name,
    type: column.getSQLType(),
    notNull: column.notNull || column.primary,
    keyPlace: key.indexOf(column.name) + 1,
    initial: column.default ?? null,
  }));
}

it("drizzle's schema and the migrated tables have the same columns, types, keys, nulls and defaults", async () => {
  const tables = await migratedTables();
  expect(tables.size).toBeGreaterThan(20); // a check that read nothing proves nothing
  const ours = new Map(declared.map((table) => [getTableConfig(table).name, columnsOf(table)]));
  expect([...ours.keys()].sort()).toEqual([...tables.keys()].sort());
  for (const [name, columns] of tables) expect(ours.get(name), name).toEqual(columns);
});
