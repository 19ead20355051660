/**
 * Deletes old rows in small portions, because D1 has one thread and orders wait for it. A portion is one batch over a
 * known range of keys. Where no index leads to the old rows, `portions` stores the position of the last portion, and
 * the next one continues there. A crash between two portions loses nothing and repeats nothing.
 */
import type { Column } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Instant } from "../../ports.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { bulkJobs, bulkLines } from "../schema/bulk.ts";
import { consoleSessions, loginFailures } from "../schema/console.ts";
import { desk } from "../schema/desk.ts";
import { ledgerOrders, ledgerRuns } from "../schema/ledger.ts";
import { audit, runs } from "../schema/loads.ts";
import { erpPushes, orderCorrections, orders, webhookDeliveries } from "../schema/orders.ts";
import { shopRefunds } from "../schema/refunds.ts";
import { companies, soldDays } from "../schema/stock.ts";
import { tokens } from "../schema/tokens.ts";
import { pseudonymise } from "../privacy/pseudonymise.ts";
import { clearPosition, readPosition, savePosition } from "./portions.ts";

const DAY_MS = 86_400_000;
/** How long each record is kept, in days. */
export const KEPT_DAYS = {
  runs: 60,
  bulk: 60,
  timeline: 180,
  deliveries: 30,
  desk: 90,
  audit: 730,
  pushes: 7,
  refunds: 400,
  sold: 60,
  ledger: 60,
  ledgerAgreed: 7,
  corrections: 30,
} as const;
/** Rows that one statement deletes at most. */
const ROWS = 250;
/** Rows of `webhook_deliveries` that one portion reads, old or not. */
const DELIVERIES = 1_000;
/** Ended orders whose timelines one portion deletes: some ten rows each. */
const ORDERS = 25;

/** Deletes one portion of one kind. @returns true while there may be more. */
export type Retention = (db: D1Database, now: Instant) => Promise<boolean>;

/** Each kind is separate, so that a long one does not delay the others. */
export const RETENTIONS: readonly Retention[] = [
  // A current run is never older than this.
  deleting(runs, [runs.id], KEPT_DAYS.runs, sqlText`INDEXED BY runs_by_start WHERE ${runs.startedAt} < ?1`),
  // Kept payloads first, then their jobs; an open job is never older than days.
  portion(
    KEPT_DAYS.bulk,
    sqlText`DELETE FROM ${bulkLines} WHERE (${bulkLines.job}, ${bulkLines.line}) IN (
       SELECT l.${bulkLines.job}, l.${bulkLines.line} FROM ${bulkJobs} AS j INDEXED BY bulk_jobs_by_start
        CROSS JOIN ${bulkLines} AS l ON l.${bulkLines.job} = j.${bulkJobs.id}
        WHERE j.${bulkJobs.createdAt} < ?1 AND j.${bulkJobs.endedAt} IS NOT NULL LIMIT ?2)`,
  ),
  deleting(
    bulkJobs,
    [bulkJobs.id],
    KEPT_DAYS.bulk,
    sqlText`INDEXED BY bulk_jobs_by_start WHERE ${bulkJobs.createdAt} < ?1 AND ${bulkJobs.endedAt} IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM ${bulkLines} AS l WHERE l.${bulkLines.job} = ${bulkJobs}.${bulkJobs.id})`,
  ),
  (db, now) => deleteTimelines(db, now, "invoiced"),
  (db, now) => deleteTimelines(db, now, "cancelled"),
  // A few rows: an order that has ended needs none, and goods that come back to it are refunds.
  deleting(
    orderCorrections,
    [orderCorrections.orderId, orderCorrections.field],
    KEPT_DAYS.corrections,
    sqlText`WHERE ${orderCorrections.at} < ?1 AND EXISTS (SELECT 1 FROM ${orders} AS o
       WHERE o.${orders.orderId} = ${orderCorrections}.${orderCorrections.orderId}
         AND o.${orders.state} IN ('invoiced', 'cancelled', 'ignored'))`,
  ),
  deleteDeliveries,
  // Each nightly run takes open orders over from the run before. So an order that an old run still has is correct, or
  // too old to compare.
  portion(
    KEPT_DAYS.ledgerAgreed,
    ledgerRowsOf(sqlText`AND o.${ledgerOrders.verdict} NOT IN ('differs', 'not-compared')`),
  ),
  portion(KEPT_DAYS.ledger, ledgerRowsOf("")),
  deleting(
    ledgerRuns,
    [ledgerRuns.id],
    KEPT_DAYS.ledger,
    sqlText`WHERE ${ledgerRuns.endedAt} < ?1
       AND NOT EXISTS (SELECT 1 FROM ${ledgerOrders} AS o WHERE o.${ledgerOrders.runId} = ${ledgerRuns}.${ledgerRuns.id})`,
  ),
  deleting(
    erpPushes,
    [erpPushes.tokenId, erpPushes.pushKey],
    KEPT_DAYS.pushes,
    sqlText`INDEXED BY erp_pushes_by_receipt WHERE ${erpPushes.receivedAt} < ?1`,
  ),
  deleting(
    soldDays,
    [soldDays.company, soldDays.day, soldDays.seqProduct],
    KEPT_DAYS.sold,
    sqlText`WHERE ${soldDays.company} IN (SELECT ${companies.company} FROM ${companies}) AND ${soldDays.day} < ?1 / 86400000`,
  ),
  deleting(consoleSessions, [consoleSessions.id], 0, sqlText`WHERE ${consoleSessions.expiresAt} < ?1`),
  deleting(loginFailures, [loginFailures.address], 1, sqlText`WHERE ${loginFailures.since} < ?1`),
  deleting(
    shopRefunds,
    [shopRefunds.n],
    KEPT_DAYS.refunds,
    sqlText`INDEXED BY shop_refunds_by_record WHERE ${shopRefunds.recordedAt} < ?1`,
  ),
  deleting(tokens, [tokens.id], KEPT_DAYS.audit, sqlText`WHERE ${tokens.revokedAt} < ?1 OR ${tokens.expiresAt} < ?1`),
  deleting(audit, [audit.at, audit.id], KEPT_DAYS.audit, sqlText`WHERE ${audit.at} < ?1`),
  deleting(
    desk,
    [desk.area, desk.seqProduct, desk.sku, desk.company, desk.segment, desk.ref, desk.reason],
    KEPT_DAYS.desk,
    sqlText`INDEXED BY desk_resolved WHERE ${desk.state} = 'resolved' AND ${desk.lastAt} < ?1`,
  ),
];

/** The ledger's rows of runs that ended before `?1`: a run a night, and its rows by their index. */
function ledgerRowsOf(which: string): string {
  return sqlText`DELETE FROM ${ledgerOrders} WHERE ${ledgerOrders.orderId} IN (
     SELECT o.${ledgerOrders.orderId} FROM ${ledgerRuns} AS r
      CROSS JOIN ${ledgerOrders} AS o INDEXED BY ledger_orders_by_run
         ON o.${ledgerOrders.runId} = r.${ledgerRuns.id} AND o.${ledgerOrders.step} = 'done'
      WHERE r.${ledgerRuns.endedAt} < ?1 ${which} LIMIT ?2)`;
}

/** `?1` is the instant before which a row is old, `?2` the size of a portion. */
function portion(days: number, statement: string): Retention {
  return async (db, now) => {
    const { meta } = await db
      .prepare(statement)
      .bind(now - days * DAY_MS, ROWS)
      .run();
    return meta.changes >= ROWS;
  };
}

/** D1's SQLite has no LIMIT on DELETE: a portion is chosen by its keys. */
function deleting(table: SQLiteTable, keys: readonly Column[], days: number, where: string): Retention {
  const key = keys.map(({ name }) => name).join(", ");
  return portion(days, sqlText`DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} ${where} LIMIT ?2)`);
}

/**
 * Timelines and actions of orders in the order of their end, and what else may lead to the buyer. An order that ends later has a later `updated_at`, so what is behind the
 * position stays done; the orders themselves are kept.
 */
async function deleteTimelines(db: D1Database, now: Instant, state: "invoiced" | "cancelled"): Promise<boolean> {
  const name = `retention-timeline-${state}`;
  const after = (await readPosition<readonly [number, string]>(db, name)) ?? ([0, ""] as const);
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(orders, ["orderId", "updatedAt"])} FROM ${orders} INDEXED BY orders_by_state
        WHERE ${orders.state} = '${state}' AND ${orders.updatedAt} < ?1 AND (${orders.updatedAt}, ${orders.orderId}) > (?2, ?3)
        ORDER BY ${orders.updatedAt}, ${orders.orderId} LIMIT ?4`,
    )
    .bind(now - KEPT_DAYS.timeline * DAY_MS, ...after, ORDERS)
    .all<Pick<typeof orders.$inferSelect, "orderId" | "updatedAt">>();
  const last = results.at(-1);
  if (!last) return false;
  const ended = JSON.stringify(results.map(({ orderId }) => orderId));
  await db.batch([...pseudonymise(db, ended), savePosition(db, name, [last.updatedAt, last.orderId])]);
  return results.length >= ORDERS;
}

/** Read by their key from start to end: an index on their time would cost a written row for every webhook. */
async function deleteDeliveries(db: D1Database, now: Instant): Promise<boolean> {
  const name = "retention-deliveries";
  const d = webhookDeliveries;
  const after = (await readPosition<readonly [string, string]>(db, name)) ?? (["", ""] as const);
  const last = await db
    .prepare(
      sqlText`SELECT ${columnList(d, ["eventId", "topic"])} FROM ${d} WHERE (${d.eventId}, ${d.topic}) > (?1, ?2)
        ORDER BY ${d.eventId}, ${d.topic} LIMIT 1 OFFSET ?3`,
    )
    .bind(...after, DELIVERIES - 1)
    .first<Pick<typeof d.$inferSelect, "eventId" | "topic">>();
  const until = last ? sqlText`AND (${d.eventId}, ${d.topic}) <= (?4, ?5)` : "";
  await db.batch([
    db
      .prepare(sqlText`DELETE FROM ${d} WHERE (${d.eventId}, ${d.topic}) > (?1, ?2) AND ${d.receivedAt} < ?3 ${until}`)
      .bind(...after, now - KEPT_DAYS.deliveries * DAY_MS, ...(last ? [last.eventId, last.topic] : [])),
    last ? savePosition(db, name, [last.eventId, last.topic]) : clearPosition(db, name),
  ]);
  return last !== null;
}
