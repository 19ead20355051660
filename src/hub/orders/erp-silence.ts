/** The ERP does not answer: until when orders that wait for it alone rest, and which batch sends the next one as a probe. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { orders } from "../schema/orders.ts";
import { settings } from "../schema/settings.ts";

/** Its name in `settings`; the value is the instant of the next probe, epoch ms. No row: the ERP answers. */
const ERP_SILENCE = "erp-silence";

/** Null: the ERP answers. For a batch: `silenceOf` reads the result. */
export const readSilence = (db: D1Database): D1PreparedStatement =>
  db
    .prepare(sqlText`SELECT ${settings.value} AS probeAt FROM ${settings} WHERE ${settings.name} = ?1`)
    .bind(ERP_SILENCE);

export const silenceOf = (result: D1Result<{ probeAt: string }> | undefined): Instant | null => {
  const row = result?.results[0];
  return row === undefined ? null : Number(row.probeAt);
};

/** The ERP stays silent: the next probe goes at `probeAt`. */
export async function saveSilence(db: D1Database, probeAt: Instant, now: Instant): Promise<void> {
  await db
    .prepare(
      sqlText`INSERT INTO ${settings} (${settings.name}, ${settings.value}, ${settings.changedAt}) VALUES (?1, ?2, ?3)
        ON CONFLICT (${settings.name}) DO UPDATE SET ${settings.value} = excluded.${settings.value}, ${settings.changedAt} = ?3`,
    )
    .bind(ERP_SILENCE, String(probeAt), now)
    .run();
}

/** Of any number of batches one may send the probe that is due. */
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

/** Orders that wait for the ERP alone rest until then; one that a holder has is left alone. */
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

/** The ERP answers again: what waited for it is due at once. */
export async function endSilence(db: D1Database, now: Instant): Promise<void> {
  await db.batch([
    db.prepare(sqlText`DELETE FROM ${settings} WHERE ${settings.name} = ?1`).bind(ERP_SILENCE),
    db
      .prepare(
        sqlText`UPDATE ${orders} SET ${orders.nextAt} = ?1
          WHERE ${orders.state} = 'ready' AND ${orders.reason} IS NULL AND ${orders.nextAt} > ?1 AND ${orders.leaseUntil} <= ?1`,
      )
      .bind(now),
  ]);
}
