import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";

/** What a person must see. `message` is pt-BR: the record first, what happened, what to do. */
export interface DeskEntry {
  readonly lane: string;
  readonly record: string;
  /** A code, stable over releases: price-zero, cpf-missing … */
  readonly reason: string;
  readonly message: string;
  /** Raw material for the person, at most 2 KB, personal data masked by the caller. */
  readonly detail?: string;
}

/**
 * Opens or counts entries: one statement for a page of them, for use inside the page's own batch.
 * An entry that stands open with the same words within the hour is not written again (a page read again costs nothing).
 */
export function openDesk(db: D1Database, entries: readonly DeskEntry[], now: Instant): D1PreparedStatement {
  const lines = entries.map((entry) => ({ ...entry, detail: entry.detail?.slice(0, 2048) ?? null }));
  return db
    .prepare(
      `INSERT INTO desk (lane, record, reason, message, detail, first_at, last_at)
       SELECT value ->> 'lane', value ->> 'record', value ->> 'reason', value ->> 'message', value ->> 'detail', ?2, ?2
         FROM json_each(?1)
        WHERE true
           ON CONFLICT (lane, record, reason) DO UPDATE
          SET message = excluded.message, detail = excluded.detail, state = 'open', times = desk.times + 1, last_at = excluded.last_at
        WHERE desk.state <> 'open' OR desk.message <> excluded.message OR desk.last_at < ?2 - 3600000`,
    )
    .bind(jsonRows(lines), now);
}

/** Closes every open entry of these records in a lane: what was wrong is right now. */
export function closeDesk(db: D1Database, lane: string, records: readonly string[], now: Instant): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE desk SET state = 'resolved', last_at = ?3
        WHERE lane = ?1 AND record IN (SELECT value FROM json_each(?2)) AND state = 'open'`,
    )
    .bind(lane, jsonRows(records), now);
}

/** Makes a lane's open entries exactly these: what stands open already is not touched, what is right now is closed. */
export async function settleDesk(
  db: D1Database,
  lane: string,
  entries: readonly DeskEntry[],
  now: Instant,
): Promise<void> {
  const { results } = await db
    .prepare("SELECT record, reason, message FROM desk WHERE lane = ?1 AND state = 'open'")
    .bind(lane)
    .all<Pick<DeskEntry, "record" | "reason" | "message">>();
  const same = (one: Pick<DeskEntry, "record" | "reason">, other: Pick<DeskEntry, "record" | "reason">) =>
    one.record === other.record && one.reason === other.reason;
  const news = entries.filter((entry) => !results.some((open) => same(open, entry) && open.message === entry.message));
  const over = results.filter((open) => !entries.some((entry) => same(open, entry)));
  const statements = [
    ...inParts(news).map((some) => openDesk(db, some, now)),
    ...inParts(over).map((some) =>
      db
        .prepare(
          `UPDATE desk SET state = 'resolved', last_at = ?3
            WHERE lane = ?1 AND (record, reason) IN (SELECT value ->> 'record', value ->> 'reason' FROM json_each(?2))`,
        )
        .bind(lane, jsonRows(some.map(({ record, reason }) => ({ record, reason }))), now),
    ),
  ];
  if (statements.length > 0) await db.batch(statements);
}

/** An entry has at most some 3 KB; 100 of them fit one parameter. */
const ENTRIES_PER_STATEMENT = 100;

export function inParts<Entry>(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const parts: (readonly Entry[])[] = [];
  for (let at = 0; at < entries.length; at += ENTRIES_PER_STATEMENT)
    parts.push(entries.slice(at, at + ENTRIES_PER_STATEMENT));
  return parts;
}
