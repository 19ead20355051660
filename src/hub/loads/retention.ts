import type { Column } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Instant } from "../../ports.ts";
import { sqlText } from "../d1/sql-text.ts";
import { bulkJobs, bulkLines } from "../schema/bulk.ts";
import { desk } from "../schema/desk.ts";
import { audit, runs } from "../schema/loads.ts";
import { orders, orderTimeline, webhookDeliveries } from "../schema/orders.ts";

const DAY_MS = 86_400_000;
/** How long each record is kept, in days. */
export const KEPT_DAYS = { runs: 60, bulk: 60, timeline: 180, deliveries: 30, desk: 90, audit: 730 } as const;
/** One statement deletes at most so many rows: D1 has one thread, and others wait for it. */
const ROWS_PER_STATEMENT = 1_000;

/** Deletes one portion of what has passed its time. @returns true while there may be more. */
export async function deletePortion(db: D1Database, now: Instant): Promise<boolean> {
  const portion = (statement: string, days: number) =>
    db.prepare(statement).bind(now - days * DAY_MS, ROWS_PER_STATEMENT);
  const results = await db.batch([
    // A current run is never older than this.
    portion(deleteWhere(runs, [runs.id], sqlText`${runs.startedAt} < ?1`), KEPT_DAYS.runs),
    // Kept payloads first, then their jobs; an open job is never older than days.
    portion(
      sqlText`DELETE FROM ${bulkLines} WHERE (${bulkLines.job}, ${bulkLines.line}) IN (
         SELECT l.${bulkLines.job}, l.${bulkLines.line} FROM ${bulkJobs} AS j CROSS JOIN ${bulkLines} AS l ON l.${bulkLines.job} = j.${bulkJobs.id}
          WHERE j.${bulkJobs.createdAt} < ?1 AND j.${bulkJobs.endedAt} IS NOT NULL LIMIT ?2)`,
      KEPT_DAYS.bulk,
    ),
    portion(
      deleteWhere(
        bulkJobs,
        [bulkJobs.id],
        sqlText`${bulkJobs.createdAt} < ?1 AND ${bulkJobs.endedAt} IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM ${bulkLines} AS l WHERE l.${bulkLines.job} = ${bulkJobs}.${bulkJobs.id})`,
      ),
      KEPT_DAYS.bulk,
    ),
    portion(
      sqlText`DELETE FROM ${orderTimeline} WHERE (${orderTimeline.orderId}, ${orderTimeline.n}) IN (
         SELECT t.${orderTimeline.orderId}, t.${orderTimeline.n} FROM ${orderTimeline} AS t
           JOIN ${orders} AS o ON o.${orders.orderId} = t.${orderTimeline.orderId}
          WHERE o.${orders.state} IN ('invoiced', 'cancelled') AND o.${orders.updatedAt} < ?1 LIMIT ?2)`,
      KEPT_DAYS.timeline,
    ),
    portion(
      deleteWhere(
        webhookDeliveries,
        [webhookDeliveries.eventId, webhookDeliveries.topic],
        sqlText`${webhookDeliveries.receivedAt} < ?1`,
      ),
      KEPT_DAYS.deliveries,
    ),
    portion(deleteWhere(audit, [audit.at, audit.id], sqlText`${audit.at} < ?1`), KEPT_DAYS.audit),
    portion(
      deleteWhere(
        desk,
        [desk.area, desk.seqProduct, desk.sku, desk.company, desk.segment, desk.ref, desk.reason],
        sqlText`${desk.state} = 'resolved' AND ${desk.lastAt} < ?1`,
      ),
      KEPT_DAYS.desk,
    ),
  ]);
  return results.some(({ meta }) => meta.changes >= ROWS_PER_STATEMENT);
}

/** D1's SQLite has no LIMIT on DELETE: a portion is chosen by its keys. `?2` is its size. */
function deleteWhere(table: SQLiteTable, keys: readonly Column[], where: string): string {
  const key = keys.map(({ name }) => name).join(", ");
  return sqlText`DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${where} LIMIT ?2)`;
}
