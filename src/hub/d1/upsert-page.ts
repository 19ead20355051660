import type { Off } from "../../rules/record/record-outcome.ts";
import { countChanged } from "../loads/runs.ts";
import { jsonRows } from "./json.ts";

/** How one table takes a page. Left: its column. Right: the row's property. */
export interface LaidTable {
  readonly name: string;
  readonly keys: Readonly<Record<string, string>>;
  /** All but the keys and `hash`. */
  readonly columns: Readonly<Record<string, string>>;
  /** SQL: what else becomes of a row that is laid down differently. */
  readonly also?: string;
}

/** Characters are at most three bytes; D1's parameter takes a million of those. */
const CHUNK_CHARACTERS = 300_000;

/** Rows in parts that each fit one bound parameter. */
export function chunksOf<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const chunks: Row[][] = [];
  let room = 0;
  for (const row of rows) {
    const size = JSON.stringify(row).length + 1;
    if (size > room || chunks.length === 0) {
      chunks.push([]);
      room = CHUNK_CHARACTERS;
    }
    chunks.at(-1)?.push(row);
    room -= size;
  }
  return chunks;
}

/**
 * FROM and WHERE over the given rows `j` that the hub has not, or has differently, as `t`.
 * `t.hash` is NULL for a row that is new.
 * @param join another table that must match
 */
export function differing(table: LaidTable, parameter: string, join = ""): string {
  const on = Object.entries(table.keys).map(([column, property]) => `t.${column} = j.value ->> '${property}'`);
  return `FROM json_each(${parameter}) AS j LEFT JOIN ${table.name} AS t ON ${on.join(" AND ")} ${join} WHERE t.hash IS NOT j.value ->> 'hash'`;
}

/**
 * A page's rows: counted, what depends on them marked, then laid down. A row whose hash is the same costs no write.
 * For use in a page's batch (hub/loads.ts), whose first statement fences all.
 * @param marks statements that stand before the upsert, while the hub still has the old rows; given the chunk as JSON
 */
export function layRows(
  db: D1Database,
  table: LaidTable,
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

function upsertOf({ name, keys, columns, also }: LaidTable): string {
  const all = { ...keys, ...columns, hash: "hash" };
  const laid = [...Object.keys(columns), "hash"].map((column) => `${column} = excluded.${column}`);
  const set = also === undefined ? laid : [...laid, also];
  return `INSERT INTO ${name} (${Object.keys(all).join(", ")})
    SELECT ${Object.values(all)
      .map((property) => `value ->> '${property}'`)
      .join(", ")}
      FROM json_each(?1)
     WHERE true -- without it SQLite reads ON CONFLICT as a join condition
        ON CONFLICT (${Object.keys(keys).join(", ")}) DO UPDATE SET ${set.join(", ")}
     WHERE excluded.hash <> ${name}.hash`;
}

/**
 * Records the ERP switched off: the hub's row keeps everything but the switch. A record the hub never had is nothing to switch.
 * @param where how `t`, the table, is found by `j.value ->> 'key'`; its parameters begin at `?2`
 * @param marks statements that mark what depends on the rows that change; `from` is their FROM and WHERE
 */
export function layOff(
  db: D1Database,
  table: {
    readonly name: string;
    readonly flag: string;
    readonly where: string;
    readonly parameters: readonly number[];
  },
  runId: string,
  offs: readonly Off[],
  marks: (from: (join?: string) => string, parameters: readonly (string | number)[]) => readonly D1PreparedStatement[],
): D1PreparedStatement[] {
  if (offs.length === 0) return [];
  const parameters = [jsonRows(offs), ...table.parameters];
  const from = (first: number, join = "") =>
    `FROM json_each(?${first}) AS j JOIN ${table.name} AS t ON ${renumbered(table.where, first)} ${join} WHERE t.hash <> j.value ->> 'hash'`;
  return [
    countChanged(db, runId, `SELECT count(*) AS n ${from(2)}`, parameters),
    ...marks((join) => from(1, join), parameters),
    db
      .prepare(
        `UPDATE ${table.name} AS t SET ${table.flag} = 0, hash = j.value ->> 'hash' FROM json_each(?1) AS j
          WHERE ${table.where} AND t.hash <> j.value ->> 'hash'`,
      )
      .bind(...parameters),
  ];
}

/**
 * SQL: the stock of these SKUs is due at every company, for what its units are made of changes. In the page's batch: a lane that
 * sent it meanwhile as it was then has marked it, and would not look again when the record goes back.
 * @param skus a query of SKUs
 */
export const wakeStockOf = (skus: string): string =>
  `UPDATE stock SET sent = NULL WHERE company IN (SELECT company FROM companies) AND sku IN (${skus}) AND sent IS NOT NULL`;

/** The same text with its parameters moved: `?2` is the second when the rows are the first. */
function renumbered(text: string, first: number): string {
  return text.replace(/\?(\d+)/g, (_, number) => `?${Number(number) + first - 1}`);
}
