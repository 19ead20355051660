import type { Column } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Deactivation } from "../../rules/record/record-outcome.ts";
import { countChanged } from "../loads/runs.ts";
import { chunksOf } from "./chunks.ts";
import { jsonRows } from "./json.ts";
import { sqlText } from "./sql-text.ts";

/** A table that pages are upserted into. `hash` decides whether a row is written. */
type HashedTable = SQLiteTable & { readonly hash: Column };

/** How a page is stored in one table. Left: the row's property. Right: its column. */
export interface UpsertTable {
  readonly table: HashedTable;
  readonly keys: Readonly<Record<string, Column>>;
  /** All but the keys and `hash`. */
  readonly columns: Readonly<Record<string, Column>>;
  /** SQL: further assignments for a row that the page changes. */
  readonly also?: string;
}

/**
 * FROM and WHERE over the given rows `j` that are new or different in the hub, as `t`. `t.hash` is NULL for a new row.
 * @param join another table that must match
 */
export function differing({ table, keys }: UpsertTable, parameter: string, join = ""): string {
  const on = Object.entries(keys).map(([property, column]) => sqlText`t.${column} = j.value ->> '${property}'`);
  return sqlText`FROM json_each(${parameter}) AS j LEFT JOIN ${table} AS t ON ${on.join(" AND ")} ${join} WHERE t.${table.hash} IS NOT j.value ->> 'hash'`;
}

/**
 * Counts a page's rows, marks their dependents, then upserts them. A row with an equal hash costs no write. For use in
 * a page's batch, whose first statement is the fence.
 * @param marks statements that run before the upsert, while the hub still has the old rows; they receive the chunk as
 * JSON
 */
export function upsertRows(
  db: D1Database,
  table: UpsertTable,
  runId: string,
  rows: readonly { readonly hash: string }[],
  marks: (json: string) => readonly D1PreparedStatement[],
): D1PreparedStatement[] {
  const upsert = upsertOf(table);
  return chunksOf(rows).flatMap((chunk) => {
    const json = jsonRows(chunk);
    return [
      countChanged(db, runId, `SELECT count(*) AS n ${differing(table, "?2")}`, [json]),
      ...marks(json),
      db.prepare(upsert).bind(json),
    ];
  });
}

function upsertOf({ table, keys, columns, also }: UpsertTable): string {
  const all = { ...keys, ...columns, hash: table.hash };
  const changed = [...Object.values(columns), table.hash].map((column) => sqlText`${column} = excluded.${column}`);
  const set = also === undefined ? changed : [...changed, also];
  return sqlText`INSERT INTO ${table} (${namesOf(all)})
    SELECT ${Object.keys(all)
      .map((property) => `value ->> '${property}'`)
      .join(", ")}
      FROM json_each(?1)
     WHERE true -- without it SQLite reads ON CONFLICT as a join condition
        ON CONFLICT (${namesOf(keys)}) DO UPDATE SET ${set.join(", ")}
     WHERE excluded.${table.hash} <> ${table}.${table.hash}`;
}

const namesOf = (columns: Readonly<Record<string, Column>>): string =>
  Object.values(columns)
    .map(({ name }) => name)
    .join(", ");

/**
 * Deactivates records that the ERP switched off: the hub's row keeps all other columns. A record that the hub never had
 * needs no write.
 * @param where how `t`, the table, is found by `j.value ->> 'key'`; its parameters begin at `?2`
 * @param marks statements that mark the dependents of changed rows; `from` is their FROM and WHERE
 */
export function deactivateRows(
  db: D1Database,
  {
    table,
    flag,
    where,
    parameters: ofTable,
  }: {
    readonly table: HashedTable;
    readonly flag: Column;
    readonly where: string;
    readonly parameters: readonly number[];
  },
  runId: string,
  offs: readonly Deactivation[],
  marks: (from: (join?: string) => string, parameters: readonly (string | number)[]) => readonly D1PreparedStatement[],
): D1PreparedStatement[] {
  if (offs.length === 0) return [];
  const parameters = [jsonRows(offs), ...ofTable];
  const from = (first: number, join = "") =>
    sqlText`FROM json_each(?${first}) AS j JOIN ${table} AS t ON ${renumbered(where, first)} ${join} WHERE t.${table.hash} <> j.value ->> 'hash'`;
  return [
    countChanged(db, runId, `SELECT count(*) AS n ${from(2)}`, parameters),
    ...marks((join) => from(1, join), parameters),
    db
      .prepare(
        sqlText`UPDATE ${table} AS t SET ${flag} = 0, ${table.hash} = j.value ->> 'hash' FROM json_each(?1) AS j
          WHERE ${where} AND t.${table.hash} <> j.value ->> 'hash'`,
      )
      .bind(...parameters),
  ];
}

/** The same text with shifted parameters: `?2` is the second one when the rows are the first. */
function renumbered(text: string, first: number): string {
  return text.replace(/\?(\d+)/g, (_, number) => `?${Number(number) + first - 1}`);
}
