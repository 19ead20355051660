import type { Instant } from "../../ports.ts";

/** One step of an order's life. No personal data: ids, amounts, codes. */
export interface TimelineEntry {
  readonly step: string;
  readonly cause: string;
  readonly outcome: string;
  readonly detail?: string;
}

/** Adds a step, for use inside the batch that makes it. */
export function addToTimeline(
  db: D1Database,
  orderId: string,
  entry: TimelineEntry,
  now: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO order_timeline (order_id, n, at, step, cause, outcome, detail)
       VALUES (?1, (SELECT coalesce(max(n), 0) + 1 FROM order_timeline WHERE order_id = ?1), ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(orderId, now, entry.step, entry.cause, entry.outcome, entry.detail ?? null);
}

export async function readTimeline(
  db: D1Database,
  orderId: string,
): Promise<readonly (TimelineEntry & { readonly n: number; readonly at: Instant })[]> {
  const { results } = await db
    .prepare("SELECT n, at, step, cause, outcome, detail FROM order_timeline WHERE order_id = ?1 ORDER BY n")
    .bind(orderId)
    .all<TimelineEntry & { n: number; at: Instant }>();
  return results;
}

/** What the ERP was last told of an order (src/rules/orders/submitted-snapshot.ts, as JSON); null when it never was. */
export async function readLastTold(db: D1Database, orderId: string): Promise<string | null> {
  return db
    .prepare("SELECT detail FROM order_timeline WHERE order_id = ?1 AND step = 'submitting' ORDER BY n DESC LIMIT 1")
    .bind(orderId)
    .first<string>("detail");
}
