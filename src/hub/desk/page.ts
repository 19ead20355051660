import type { Instant } from "../../ports.ts";
import { type DeskEntry, inParts, openDesk } from "./desk.ts";
import { jsonRows } from "../d1/json.ts";

/**
 * The desk after a page: what is wrong now stands open, what was wrong with the page's records and is right now is closed.
 * For use in the page's batch.
 * @param records every record the page spoke of, in the lane's spelling
 */
export function deskOfPage(
  db: D1Database,
  lane: string,
  records: readonly string[],
  entries: readonly DeskEntry[],
  now: Instant,
): D1PreparedStatement[] {
  const close = db
    .prepare(
      `UPDATE desk SET state = 'resolved', last_at = ?4
        WHERE lane = ?1 AND record IN (SELECT value FROM json_each(?2)) AND state = 'open'
          AND (record, reason) NOT IN (SELECT value ->> 'record', value ->> 'reason' FROM json_each(?3))`,
    )
    .bind(lane, jsonRows(records), jsonRows(entries.map(({ record, reason }) => ({ record, reason }))), now);
  return [close, ...inParts(entries).map((some) => openDesk(db, some, now))];
}
