import { readdirSync } from "node:fs";
import { join } from "node:path";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { migrated } from "../../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { knownColumns, readSchemaState } from "../../src/hub/report/schema-gaps.ts";

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly keyPlace: number;
  readonly initial: unknown;
}

/** Every table that any file of src/hub/schema exports: a new file needs no entry here. */
async function declaredTables(): Promise<SQLiteTable[]> {
  const folder = join(import.meta.dirname, "../../src/hub/schema");
  const modules = readdirSync(folder).map((file): Promise<Record<string, unknown>> => import(join(folder, file)));
  return (await Promise.all(modules)).flatMap((module) =>
    Object.values(module).filter((value): value is SQLiteTable => is(value, SQLiteTable)),
  );
}

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

it("the schema and the migrated tables are the same: tables, columns, types, primary keys, nulls and defaults", async () => {
  const tables = await migratedTables();
  expect(tables.size).toBeGreaterThan(20); // a check that read nothing proves nothing
  const ours = (await declaredTables()).map((table) => [getTableConfig(table).name, columnsOf(table)] as const);
  expect(ours.map(([name]) => name).sort()).toEqual([...tables.keys()].sort()); // each once, in both directions
  for (const [name, columns] of ours) expect(columns, name).toEqual(tables.get(name));
});

it("the doctor compares the database with every table of the schema", async () => {
  const ours = (await declaredTables()).flatMap((table) =>
    columnsOf(table).map(({ name }) => `${getTableConfig(table).name}.${name}`),
  );
  expect([...knownColumns()].toSorted()).toEqual(ours.toSorted());
});

it("a migration that was not applied is named, column by column", async () => {
  const db = d1Binding(SqliteEngine.open({ template: migrated() }), openGate);
  expect((await readSchemaState(db)).missing).toEqual([]);
  await db.prepare("DROP TABLE postal_codes").run();
  const { missing, bytes } = await readSchemaState(db);
  expect(missing.length).toBeGreaterThan(2);
  expect(missing.every((place) => place.startsWith("postal_codes."))).toBe(true);
  expect(bytes).toBeGreaterThan(10_000);
});
