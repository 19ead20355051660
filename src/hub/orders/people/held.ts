/** Orders that a person holds back from the ERP (src/rules/orders/people/held.ts). */
import { and, desc, eq } from "drizzle-orm";
import type { Instant } from "../../../ports.ts";
import { plain } from "../../d1/drizzle.ts";
import { sqlText } from "../../d1/sql-text.ts";
import { orders, orderTimeline } from "../../schema/orders.ts";

/** What holding and releasing depend on; null: the order is unknown. */
export async function readHeldOf(db: D1Database, orderId: string) {
  const { name, state, reason, version, submittedAt, heldAt } = orders;
  const [order] = await plain(db)
    .select({ name, state, reason, version, submittedAt, heldAt })
    .from(orders)
    .where(eq(orders.orderId, orderId));
  return order ?? null;
}

/**
 * The fence of a batch by a person: the order must stand as it was read, else the batch is rolled back. It takes the
 * order from a pass under way: that pass has the former version and lease, so its next step is rolled back, and so is
 * the one before a POST. What the pass was about is looked at again, now.
 */
const TAKEN = sqlText`${orders.version} = CASE WHEN ${orders.version} = ?2 THEN ${orders.version} + 1 END,
  ${orders.shopUpdatedAt} = CASE WHEN ${orders.lease} IS NULL THEN ${orders.shopUpdatedAt} END,
  ${orders.lease} = NULL, ${orders.leaseUntil} = 0, ${orders.nextAt} = ?3, ${orders.updatedAt} = ?3`;

/** For a batch, first: holds the order that was read with this version. */
export const holdRow = (db: D1Database, orderId: string, version: number, now: Instant): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${orders} SET ${TAKEN}, ${orders.heldAt} = ?3, ${orders.state} = 'on-hold',
          ${orders.reason} = 'held-by-person', ${orders.attempts} = 0
        WHERE ${orders.orderId} = ?1`,
    )
    .bind(orderId, version, now);

/** For a batch, first: releases it; the next look decides what becomes of it. */
export const releaseRow = (db: D1Database, orderId: string, version: number, now: Instant): D1PreparedStatement =>
  db
    .prepare(sqlText`UPDATE ${orders} SET ${TAKEN}, ${orders.heldAt} = NULL WHERE ${orders.orderId} = ?1`)
    .bind(orderId, version, now);

/** The note of the last hold. */
export interface HeldNote {
  readonly who: string;
  readonly note: string;
}

/** Null: the order's timeline has left the hub. */
export async function readHeldNote(db: D1Database, orderId: string): Promise<HeldNote | null> {
  const [last] = await plain(db)
    .select({ detail: orderTimeline.detail })
    .from(orderTimeline)
    .where(and(eq(orderTimeline.orderId, orderId), eq(orderTimeline.step, "held")))
    .orderBy(desc(orderTimeline.n))
    .limit(1);
  return heldNoteOf(last?.detail ?? null);
}

/** The detail of a timeline's step `held`. */
export const heldNoteOf = (detail: string | null): HeldNote | null =>
  detail === null ? null : (JSON.parse(detail) as HeldNote);

/** What the desk shows beside the entry: "ana: the buyer called". */
export const heldText = ({ who, note }: HeldNote): string => `${who}: ${note}`;
