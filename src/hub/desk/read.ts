/** The desk as the API shows it. */
import * as z from "zod";
import type { Area, EntryKey, StoredEntry } from "../../rules/record/desk-entry.ts";
import type { Instant } from "../../ports.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { desk } from "../schema/desk.ts";
import { PRIMARY_KEY } from "./desk.ts";

export type Row = Required<EntryKey> & { readonly area: string; readonly reason: string; readonly params: string };

const COLUMNS = sqlText`${desk.area}, ${desk.seqProduct} AS seqProduct, ${desk.sku}, ${desk.company}, ${desk.segment}, ${desk.ref},
  ${desk.reason}, ${desk.params}`;

const OF_KEY = ["area", "seqProduct", "sku", "company", "segment", "ref", "reason"] as const;
const SAME_KEY = sqlText`d.${desk.area} = g.${desk.area} AND d.${desk.seqProduct} = g.${desk.seqProduct} AND d.${desk.sku} = g.${desk.sku}
  AND d.${desk.company} = g.${desk.company} AND d.${desk.segment} = g.${desk.segment} AND d.${desk.ref} = g.${desk.ref}
  AND d.${desk.reason} = g.${desk.reason}`;

const params = z.record(z.string(), z.unknown());

/** An entry by its row. Throws when its parameters are no JSON object: a defect of ours. */
export const entryOf = <Given extends Row>(row: Given): Omit<Given, "params"> & StoredEntry => ({
  ...row,
  params: params.parse(JSON.parse(row.params)),
});

export interface DeskCount {
  readonly area: string;
  readonly reason: string;
  readonly open: number;
  /** Since when the oldest of them is open, epoch ms. */
  readonly firstAt: Instant;
  /** The entry that has been open the longest. */
  readonly example: StoredEntry;
}

/** Counts open entries by area and reason. An index contains the rest of each key, so only the examples are read. */
export const countOpenEntries = (db: D1Database): D1PreparedStatement =>
  db.prepare(
    // Bare columns beside min() are of the row that has the minimum (SQLite).
    sqlText`SELECT ${columnList(desk, OF_KEY, "g")}, d.${desk.params}, g.open, g.firstAt
       FROM (SELECT ${PRIMARY_KEY}, count(*) AS open, min(${desk.firstAt}) AS firstAt FROM ${desk} INDEXED BY desk_open_by_reason
              WHERE ${desk.state} = 'open' GROUP BY ${desk.area}, ${desk.reason}) AS g
       CROSS JOIN ${desk} AS d ON ${SAME_KEY}
      ORDER BY g.${desk.area}, g.${desk.reason}`,
  );

export const deskCounts = (rows: readonly Record<string, unknown>[]): readonly DeskCount[] =>
  (rows as unknown as readonly (Row & { readonly open: number; readonly firstAt: Instant })[]).map((row) => {
    const { open, firstAt, ...example } = row;
    return { area: row.area, reason: row.reason, open, firstAt, example: entryOf(example) };
  });

export interface DeskFilter {
  readonly state: "open" | "resolved";
  readonly area: string | null;
  readonly reason: string | null;
  /** Entries that changed before; for the next page, the last one's `lastAt`. */
  readonly before: Instant;
  readonly limit: number;
}

export interface ListedEntry extends StoredEntry {
  readonly detail: string | null;
  readonly state: "open" | "resolved";
  readonly times: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** Who looks after one record, and until when it rests. */
export interface RecordCare {
  readonly assignee: string | null;
  readonly snoozedUntil: Instant | null;
}

/** Entries, the latest first. */
export async function listEntries(db: D1Database, filter: DeskFilter): Promise<readonly ListedEntry[]> {
  // The state is part of the text, because SQLite does not use a partial index for a parameter.
  const { results } = await db
    .prepare(
      sqlText`SELECT ${COLUMNS}, ${desk.detail}, ${desk.state}, ${desk.times}, ${desk.firstAt} AS firstAt, ${desk.lastAt} AS lastAt
         FROM ${desk} INDEXED BY ${filter.state === "open" ? "desk_open" : "desk_resolved"}
        WHERE ${desk.state} = '${filter.state}' AND (?1 IS NULL OR ${desk.area} = ?1) AND (?2 IS NULL OR ${desk.reason} = ?2)
          AND ${desk.lastAt} < ?3
        ORDER BY ${desk.lastAt} DESC, ${desk.area}, ${desk.ref}, ${desk.sku}, ${desk.company} LIMIT ?4`,
    )
    .bind(filter.area, filter.reason, filter.before, filter.limit)
    .all<Row & Pick<ListedEntry, "detail" | "state" | "times" | "firstAt" | "lastAt">>();
  return results.map(entryOf);
}

/** The open entries of one record of an area that has a `ref` alone, by the key. */
export async function openEntriesOf(db: D1Database, area: Area, ref: string): Promise<readonly StoredEntry[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${COLUMNS} FROM ${desk}
        WHERE ${desk.area} = ?1 AND ${desk.seqProduct} = 0 AND ${desk.sku} = '' AND ${desk.company} = 0
          AND ${desk.segment} = 0 AND ${desk.ref} = ?2 AND ${desk.state} = 'open' ORDER BY ${desk.firstAt}`,
    )
    .bind(area, ref)
    .all<Row>();
  return results.map(entryOf);
}
