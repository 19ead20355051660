import type { Instant } from "../../ports.ts";

const DAY_MS = 86_400_000;
/** How long each record is kept, in days. */
export const KEPT_DAYS = { runs: 60, bulk: 60, timeline: 180, deliveries: 30, desk: 90, audit: 730 } as const;
/** One statement deletes at most so many rows: D1 has one thread, and others wait for it. */
const ROWS_PER_STATEMENT = 1_000;

/** Deletes one portion of what has passed its time. @returns true while there may be more. */
export async function deletePortion(db: D1Database, now: Instant): Promise<boolean> {
  const before = (days: number) => now - days * DAY_MS;
  const results = await db.batch([
    // A run under way is never older than this.
    db
      .prepare("DELETE FROM runs WHERE id IN (SELECT id FROM runs WHERE started_at < ?1 LIMIT ?2)")
      .bind(before(KEPT_DAYS.runs), ROWS_PER_STATEMENT),
    // Payloads that were kept, and at last the jobs; one that is open is never older than days.
    db
      .prepare(
        `DELETE FROM bulk_lines WHERE (job, line) IN (
           SELECT l.job, l.line FROM bulk_jobs AS j CROSS JOIN bulk_lines AS l ON l.job = j.id
            WHERE j.created_at < ?1 AND j.ended_at IS NOT NULL LIMIT ?2)`,
      )
      .bind(before(KEPT_DAYS.bulk), ROWS_PER_STATEMENT),
    db
      .prepare(
        `DELETE FROM bulk_jobs WHERE id IN (
           SELECT id FROM bulk_jobs AS j WHERE created_at < ?1 AND ended_at IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM bulk_lines AS l WHERE l.job = j.id) LIMIT ?2)`,
      )
      .bind(before(KEPT_DAYS.bulk), ROWS_PER_STATEMENT),
    db
      .prepare(
        `DELETE FROM order_timeline WHERE (order_id, n) IN (
           SELECT t.order_id, t.n FROM order_timeline AS t JOIN orders AS o ON o.order_id = t.order_id
            WHERE o.state IN ('invoiced', 'cancelled') AND o.updated_at < ?1 LIMIT ?2)`,
      )
      .bind(before(KEPT_DAYS.timeline), ROWS_PER_STATEMENT),
    db
      .prepare(
        `DELETE FROM webhook_deliveries WHERE (event_id, topic) IN (
           SELECT event_id, topic FROM webhook_deliveries WHERE received_at < ?1 LIMIT ?2)`,
      )
      .bind(before(KEPT_DAYS.deliveries), ROWS_PER_STATEMENT),
    db
      .prepare(`DELETE FROM audit WHERE (at, id) IN (SELECT at, id FROM audit WHERE at < ?1 LIMIT ?2)`)
      .bind(before(KEPT_DAYS.audit), ROWS_PER_STATEMENT),
    db
      .prepare(
        `DELETE FROM desk WHERE (lane, record, reason) IN (
           SELECT lane, record, reason FROM desk WHERE state = 'resolved' AND last_at < ?1 LIMIT ?2)`,
      )
      .bind(before(KEPT_DAYS.desk), ROWS_PER_STATEMENT),
  ]);
  return results.some(({ meta }) => meta.changes >= ROWS_PER_STATEMENT);
}
