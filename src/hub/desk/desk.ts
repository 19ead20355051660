import { keyOf, keyText, type Area, type DeskEntry, type EntryKey } from "../../rules/record/desk-entry.ts";
import type { Instant } from "../../ports.ts";
import { chunksOf } from "../d1/chunks.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { desk } from "../schema/desk.ts";

/** The columns that identify a record within an area, in the order of the primary key. */
export const KEY_COLUMNS = sqlText`${desk.seqProduct}, ${desk.sku}, ${desk.company}, ${desk.segment}, ${desk.ref}`;
/** The same, of a JSON row `value`. */
export const KEY_VALUES =
  "value ->> 'seqProduct', value ->> 'sku', value ->> 'company', value ->> 'segment', value ->> 'ref'";

export const PRIMARY_KEY = `${sqlText`${desk.area}`}, ${KEY_COLUMNS}, ${sqlText`${desk.reason}`}`;
const DETAIL_MAX = 2048;
const REPEATED_WITHIN_MS = 3_600_000;

/**
 * Opens entries, or counts them again: one statement for a page, in the page's own batch. An open entry with the same
 * facts is not written again within the hour, so a repeated page costs no write.
 */
export function openEntries(db: D1Database, entries: readonly DeskEntry[], now: Instant): D1PreparedStatement {
  const lines = entries.map((entry) => ({
    ...keyOf(entry),
    area: entry.area,
    reason: entry.reason,
    params: JSON.stringify(entry.params),
    detail: entry.detail?.slice(0, DETAIL_MAX) ?? null,
  }));
  return db
    .prepare(
      sqlText`INSERT INTO ${desk} (${PRIMARY_KEY}, ${desk.params}, ${desk.detail}, ${desk.firstAt}, ${desk.lastAt})
       SELECT value ->> 'area', ${KEY_VALUES}, value ->> 'reason', value ->> 'params', value ->> 'detail', ?2, ?2
         FROM json_each(?1)
        WHERE true
           ON CONFLICT (${PRIMARY_KEY}) DO UPDATE
          SET ${desk.params} = excluded.${desk.params}, ${desk.detail} = excluded.${desk.detail}, ${desk.state} = 'open',
              ${desk.times} = ${desk}.${desk.times} + 1, ${desk.lastAt} = excluded.${desk.lastAt}
        WHERE ${desk}.${desk.state} <> 'open' OR ${desk}.${desk.params} <> excluded.${desk.params}
           OR ${desk}.${desk.lastAt} < ?2 - ${REPEATED_WITHIN_MS}`,
    )
    .bind(jsonRows(lines), now);
}

/**
 * Closes every open entry of these records in an area: the fault is resolved. An area without an open entry, as most are
 * at most times, costs one look: the keys are not even read.
 */
export function closeEntries(db: D1Database, area: Area, keys: readonly EntryKey[], now: Instant): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?3
        WHERE ${desk.area} = ?1 AND (${KEY_COLUMNS}) IN (SELECT ${KEY_VALUES}
                FROM json_each(CASE WHEN EXISTS (SELECT 1 FROM ${desk} WHERE ${desk.area} = ?1 AND ${desk.state} = 'open') THEN ?2 ELSE '[]' END))
          AND ${desk.state} = 'open'`,
    )
    .bind(area, jsonRows(keys.map(keyOf)), now);
}

type OpenEntry = Required<EntryKey> & { readonly reason: string; readonly params: string };

const identity = (entry: EntryKey & { readonly reason: string }): string => `${keyText(entry)} ${entry.reason}`;

/** Makes an area's open entries exactly these: existing open ones stay untouched, resolved ones are closed. */
export async function replaceOpenEntries<A extends Area>(
  db: D1Database,
  area: A,
  entries: readonly Extract<DeskEntry, { area: A }>[],
  now: Instant,
): Promise<void> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${desk.seqProduct} AS seqProduct, ${desk.sku}, ${desk.company}, ${desk.segment}, ${desk.ref}, ${desk.reason},
              ${desk.params}
         FROM ${desk} WHERE ${desk.area} = ?1 AND ${desk.state} = 'open'`,
    )
    .bind(area)
    .all<OpenEntry>();
  const standing = new Map(results.map((open) => [identity(open), open]));
  const wanted = new Set(entries.map(identity));
  const news = entries.filter((entry) => standing.get(identity(entry))?.params !== JSON.stringify(entry.params));
  const over = results.filter((open) => !wanted.has(identity(open)));
  const statements = [
    ...chunksOf(news).map((some) => openEntries(db, some, now)),
    ...chunksOf(over).map((some) =>
      db
        .prepare(
          sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?3
            WHERE ${desk.area} = ?1 AND (${KEY_COLUMNS}, ${desk.reason}) IN
                  (SELECT ${KEY_VALUES}, value ->> 'reason' FROM json_each(?2))`,
        )
        .bind(area, jsonRows(some.map((open) => ({ ...keyOf(open), reason: open.reason }))), now),
    ),
  ];
  if (statements.length > 0) await db.batch(statements);
}
