import { and, desc, eq, or } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { sqlText } from "../d1/sql-text.ts";
import { orderTimeline } from "../schema/orders.ts";

type Row = typeof orderTimeline.$inferSelect;

/** One step of an order's life. No personal data: ids, amounts, codes. */
export interface TimelineEntry extends Readonly<Pick<Row, "step" | "cause" | "outcome">> {
  readonly detail?: string;
}

/** Adds a step. For the batch that makes it. */
export function addToTimeline(
  db: D1Database,
  orderId: string,
  entry: TimelineEntry,
  now: Instant,
): D1PreparedStatement {
  const { n, at, step, cause, outcome, detail } = orderTimeline;
  return db
    .prepare(
      sqlText`INSERT INTO ${orderTimeline} (${orderTimeline.orderId}, ${n}, ${at}, ${step}, ${cause}, ${outcome}, ${detail})
       VALUES (?1, (SELECT coalesce(max(${n}), 0) + 1 FROM ${orderTimeline} WHERE ${orderTimeline.orderId} = ?1),
               ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(orderId, now, entry.step, entry.cause, entry.outcome, entry.detail ?? null);
}

/** All steps of an order, the first one first. `at` in epoch ms. */
export async function readTimeline(
  db: D1Database,
  orderId: string,
): Promise<readonly Readonly<Omit<Row, "orderId">>[]> {
  const { n, at, step, cause, outcome, detail } = orderTimeline;
  return plain(db)
    .select({ n, at, step, cause, outcome, detail })
    .from(orderTimeline)
    .where(eq(orderTimeline.orderId, orderId))
    .orderBy(n);
}

/**
 * The snapshot that a change in Shopify is compared with (src/rules/orders/submitted-snapshot.ts, as JSON): as submitted
 * to the ERP, or as our last action left the order. Null: it was never submitted.
 */
export async function readLastSubmitted(db: D1Database, orderId: string): Promise<string | null> {
  const [last] = await plain(db)
    .select({ detail: orderTimeline.detail })
    .from(orderTimeline)
    .where(
      and(
        eq(orderTimeline.orderId, orderId),
        // By its POST, by a PUT that the ERP accepted, or as an action of ours left it.
        or(
          eq(orderTimeline.step, "submitting"),
          eq(orderTimeline.step, "baseline"),
          and(eq(orderTimeline.step, "erp-edit"), eq(orderTimeline.outcome, "accepted")),
        ),
      ),
    )
    .orderBy(desc(orderTimeline.n))
    .limit(1);
  return last?.detail ?? null;
}

/**
 * The order as Shopify showed it when this hub found it in the ERP without its submission (`found`, the same JSON). Null: no
 * such finding. It shows what changed in Shopify since, and never what the ERP was sent.
 */
export async function readAsFound(db: D1Database, orderId: string): Promise<string | null> {
  const [last] = await plain(db)
    .select({ detail: orderTimeline.detail })
    .from(orderTimeline)
    .where(and(eq(orderTimeline.orderId, orderId), eq(orderTimeline.step, "found")))
    .orderBy(desc(orderTimeline.n))
    .limit(1);
  return last?.detail ?? null;
}

/** The invoices and the amount for which all promised money has come in, as stored by `collect`; null: not yet. */
export async function readLastCollected(db: D1Database, orderId: string): Promise<string | null> {
  const [last] = await plain(db)
    .select({ detail: orderTimeline.detail })
    .from(orderTimeline)
    .where(and(eq(orderTimeline.orderId, orderId), eq(orderTimeline.step, "collected")))
    .orderBy(desc(orderTimeline.n))
    .limit(1);
  return last?.detail ?? null;
}

/** When the ERP's number of an order was last stored, epoch ms; null: it has none. */
export async function readSubmittedAt(db: D1Database, orderId: string): Promise<Instant | null> {
  const [last] = await plain(db)
    .select({ at: orderTimeline.at })
    .from(orderTimeline)
    .where(and(eq(orderTimeline.orderId, orderId), eq(orderTimeline.step, "submitted")))
    .orderBy(desc(orderTimeline.n))
    .limit(1);
  return last?.at ?? null;
}
