import { keyOf, type DeskEntry, type EntryKey, type RecordArea } from "../../rules/record/desk-entry.ts";
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { desk } from "../schema/desk.ts";
import { chunksOf } from "../d1/chunks.ts";
import { KEY_COLUMNS, KEY_VALUES, openEntries } from "./desk.ts";

/**
 * The desk after a page: present faults are open, and resolved faults of the page's records are closed. For use in the
 * page's batch.
 * @param keys of every record on the page
 */
export function replacePageEntries(
  db: D1Database,
  area: RecordArea | "order-ledger",
  keys: readonly EntryKey[],
  entries: readonly DeskEntry[],
  now: Instant,
): D1PreparedStatement[] {
  const open = entries.map((entry) => ({ ...keyOf(entry), reason: entry.reason }));
  const close = db
    .prepare(
      sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?4
        WHERE ${desk.area} = ?1 AND (${KEY_COLUMNS}) IN (SELECT ${KEY_VALUES} FROM json_each(?2)) AND ${desk.state} = 'open'
          AND (${KEY_COLUMNS}, ${desk.reason}) NOT IN (SELECT ${KEY_VALUES}, value ->> 'reason' FROM json_each(?3))`,
    )
    .bind(area, jsonRows(keys.map(keyOf)), jsonRows(open), now);
  return [close, ...chunksOf(entries).map((some) => openEntries(db, some, now))];
}

/** A full run names records that are too long anew, so it begins without the old names. */
export const closeTooLarge = (db: D1Database, area: RecordArea, now: Instant): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?2
        WHERE ${desk.area} = ?1 AND ${desk.reason} = 'record-too-large' AND ${desk.state} = 'open'`,
    )
    .bind(area, now);
