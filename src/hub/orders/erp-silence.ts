/** While the ERP does not answer: until when the orders that wait for it rest, and which batch sends the next probe. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { clearPosition, readPosition, savePosition } from "../loads/portions.ts";
import { portions } from "../schema/loads.ts";
import { orders } from "../schema/orders.ts";
import { settings } from "../schema/settings.ts";

/** Its name in `settings`; the value is the instant of the next probe, epoch ms. No row: the ERP answers. */
const ERP_SILENCE = "erp-silence";

/** The place in `orders_by_state` from which on the waiting orders are not yet due. */
const ANSWERS_AGAIN = "erp-answers-again";
/** A place before every order. */
const BEGINNING = [0, ""] as const;
/** How many orders one portion makes due. */
const WAITING_ROWS = 1_000;

/** Null: the ERP answers. For a batch: `silenceOf` reads the result. */
export const readSilence = (db: D1Database): D1PreparedStatement =>
  db
    .prepare(sqlText`SELECT ${settings.value} AS probeAt FROM ${settings} WHERE ${settings.name} = ?1`)
    .bind(ERP_SILENCE);

export const silenceOf = (result: D1Result<{ probeAt: string }> | undefined): Instant | null => {
  const row = result?.results[0];
  return row === undefined ? null : Number(row.probeAt);
};

/** Stores that the ERP is silent: the next probe goes at `probeAt`. Orders that an earlier end has not yet made due keep resting. */
export async function saveSilence(db: D1Database, probeAt: Instant, now: Instant): Promise<void> {
  await db.batch([
    db
      .prepare(
        sqlText`INSERT INTO ${settings} (${settings.name}, ${settings.value}, ${settings.changedAt}) VALUES (?1, ?2, ?3)
          ON CONFLICT (${settings.name}) DO UPDATE SET ${settings.value} = excluded.${settings.value}, ${settings.changedAt} = ?3`,
      )
      .bind(ERP_SILENCE, String(probeAt), now),
    clearPosition(db, ANSWERS_AGAIN),
  ]);
}

/** Takes the probe that is due. Of any number of batches exactly one gets it. */
export async function takeProbe(db: D1Database, nextProbeAt: Instant, now: Instant): Promise<boolean> {
  const taken = await db
    .prepare(
      sqlText`UPDATE ${settings} SET ${settings.value} = ?2, ${settings.changedAt} = ?3
        WHERE ${settings.name} = ?1 AND CAST(${settings.value} AS INTEGER) <= ?3 RETURNING ${settings.name}`,
    )
    .bind(ERP_SILENCE, String(nextProbeAt), now)
    .first();
  return taken !== null;
}

/** Lets the orders that wait only for the ERP rest until then. An order under a lease is not changed. */
export async function restUntil(
  db: D1Database,
  orderIds: readonly string[],
  nextAt: Instant,
  now: Instant,
): Promise<void> {
  if (orderIds.length === 0) return;
  await db
    .prepare(
      sqlText`UPDATE ${orders} SET ${orders.nextAt} = ?2
        WHERE ${orders.orderId} IN (SELECT value FROM json_each(?1)) AND ${orders.leaseUntil} <= ?3`,
    )
    .bind(jsonRows(orderIds), nextAt, now)
    .run();
}

/** Ends the silence. `markWaitingDue` then makes the waiting orders due; another run may finish that. */
export async function endSilence(db: D1Database): Promise<void> {
  await db.batch([
    db.prepare(sqlText`DELETE FROM ${settings} WHERE ${settings.name} = ?1`).bind(ERP_SILENCE),
    savePosition(db, ANSWERS_AGAIN, BEGINNING),
  ]);
}

/** For a batch: one row if a silence has ended and some waiting orders are not due yet. */
export const readUnfinishedEnd = (db: D1Database): D1PreparedStatement =>
  db.prepare(sqlText`SELECT ${portions.name} FROM ${portions} WHERE ${portions.name} = ?1`).bind(ANSWERS_AGAIN);

/**
 * Makes the next orders that waited for the ERP due, the oldest change first. An order that changes meanwhile moves to the
 * end of the walk. A portion that runs twice changes nothing the second time.
 * @returns false: no order is left, or no silence has ended
 */
export async function markWaitingDue(db: D1Database, now: Instant): Promise<boolean> {
  const after = await readPosition<readonly [number, string]>(db, ANSWERS_AGAIN);
  if (after === null) return false;
  const place = sqlText`(${orders.updatedAt}, ${orders.orderId})`;
  const last = await db
    .prepare(
      sqlText`SELECT ${columnList(orders, ["updatedAt", "orderId"])} FROM ${orders} INDEXED BY orders_by_state
        WHERE ${orders.state} = 'ready' AND ${place} > (?1, ?2)
        ORDER BY ${orders.updatedAt}, ${orders.orderId} LIMIT 1 OFFSET ${WAITING_ROWS} - 1`,
    )
    .bind(...after)
    .first<Pick<typeof orders.$inferSelect, "updatedAt" | "orderId">>();
  const until = last ? [last.updatedAt, last.orderId] : [];
  await db.batch([
    db
      .prepare(
        sqlText`UPDATE ${orders} INDEXED BY orders_by_state SET ${orders.nextAt} = ?1
          WHERE ${orders.state} = 'ready' AND ${place} > (?2, ?3) ${last ? sqlText`AND ${place} <= (?4, ?5)` : ""}
            AND ${orders.reason} IS NULL AND ${orders.nextAt} > ?1 AND ${orders.leaseUntil} <= ?1`,
      )
      .bind(now, ...after, ...until),
    last ? savePosition(db, ANSWERS_AGAIN, [last.updatedAt, last.orderId]) : clearPosition(db, ANSWERS_AGAIN),
  ]);
  return last !== null;
}
