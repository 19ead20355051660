/**
 * The baseline is what the first hub was created with. From there on forward only: a change of a table is a new migration,
 * and a hub full of rows takes it without losing one.
 *
 * Only while no hub of the baseline exists may it be written anew:
 *   sha256sum migrations/000?_*.sql migrations/001[01]_*.sql > test/fixtures/hub-baseline.sha256
 *   npx vitest run --project node test/hub/baseline.test.ts -u   (twice: the stored hub is written at the end of a run)
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";

const ROOT = join(import.meta.dirname, "../..");
const FIXTURE = "test/fixtures/hub-baseline.sql";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** The baseline's files and their digests, in the format of `sha256sum`. */
const baseline = read("test/fixtures/hub-baseline.sha256")
  .trimEnd()
  .split("\n")
  .map((line) => ({ digest: line.slice(0, 64), path: line.slice(66) }));

const later = readdirSync(join(ROOT, "migrations"))
  .map((name) => `migrations/${name}`)
  .filter((path) => path.endsWith(".sql") && !baseline.some((file) => file.path === path))
  .sort();

function hubOfBaseline(): SqliteEngine {
  const hub = SqliteEngine.open({ countWrites: false });
  for (const { path } of baseline) hub.run([{ sql: read(path), params: [] }]);
  return hub;
}

type Row = Readonly<Record<string, unknown>>;

function rowsOf(hub: SqliteEngine, sql: string): readonly Row[] {
  const [answer] = hub.run([{ sql, params: [] }]);
  const { columns = [], rows = [] } = answer ?? {};
  return rows.map((row) => Object.fromEntries(columns.map((column, n) => [column, row[n]])));
}

const tablesOf = (hub: SqliteEngine): readonly string[] =>
  rowsOf(
    hub,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
  ).map(({ name }) => String(name));

const columnsOf = (hub: SqliteEngine, table: string): readonly { readonly name: string; readonly type: string }[] =>
  rowsOf(hub, `SELECT name, type FROM pragma_table_info('${table}') ORDER BY cid`).map(({ name, type }) => ({
    name: String(name),
    type: String(type),
  }));

const ROWS_PER_TABLE = 3;

/** Rows for every table, no two values of a column alike, nothing left to a default. */
function fill(hub: SqliteEngine): string {
  const tables = tablesOf(hub).map((table) => {
    const columns = columnsOf(hub, table);
    // One row by its own CHECK: the one that the baseline inserted.
    const rows = Array.from({ length: table === "variant_limit" ? 1 : ROWS_PER_TABLE }, (_, index) => {
      const values = columns.map(({ name, type }) =>
        type === "INTEGER" ? String(index + 1) : `'${name} ${index + 1}'`,
      );
      return `  (${values.join(", ")})`;
    });
    return `INSERT OR REPLACE INTO ${table} (${columns.map(({ name }) => name).join(", ")}) VALUES\n${rows.join(",\n")};\n`;
  });
  return tables.join("\n");
}

it("the files of the baseline are as they were: a change is a new migration", () => {
  expect(baseline.map(({ path }) => ({ path, digest: createHash("sha256").update(read(path)).digest("hex") }))).toEqual(
    baseline.map(({ path, digest }) => ({ path, digest })),
  );
});

it("the stored hub fills every table of the baseline", async () => {
  const hub = hubOfBaseline();
  const filled = fill(hub);
  await expect(filled).toMatchFileSnapshot(join(ROOT, FIXTURE));
  hub.run([{ sql: filled, params: [] }]);
  for (const table of tablesOf(hub)) expect(rowsOf(hub, `SELECT 1 FROM ${table}`).length, table).toBeGreaterThan(0);
});

/** Rows that a later migration adds to a filled hub. */
const ADDED: Readonly<Record<string, readonly object[]>> = {
  // 0057: what has written already keeps its lanes on.
  settings: [{ name: "dry-run", value: '{"all":false,"scopes":[]}', changed_at: 0 }],
};

it("a filled hub takes every later migration and keeps its rows", () => {
  const hub = hubOfBaseline();
  hub.run([{ sql: read(FIXTURE), params: [] }]);
  const before = new Map(tablesOf(hub).map((table) => [table, rowsOf(hub, `SELECT * FROM ${table}`)]));
  for (const path of later) hub.run([{ sql: read(path), params: [] }]);
  const tables = tablesOf(hub);
  for (const [table, rows] of before) {
    expect(tables, `${table} is there: a migration that replaces it compares its rows in a test of its own`).toContain(
      table,
    );
    const names = new Set(columnsOf(hub, table).map(({ name }) => name));
    const kept = Object.keys(rows[0] ?? {}).filter((name) => names.has(name));
    const expected = [
      ...rows.map((row) => Object.fromEntries(kept.map((name) => [name, row[name]]))),
      ...(ADDED[table] ?? []),
    ];
    const now = rowsOf(hub, `SELECT ${kept.join(", ")} FROM ${table}`);
    expect(now.length, table).toBe(expected.length);
    expect(now, table).toEqual(expect.arrayContaining(expected));
  }
});
