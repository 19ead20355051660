/**
 * Sends a backlog of due orders in portions, because a queue does not keep an order and the oldest must go first. One row
 * stores how far the backlog has been sent. Each portion moves it by compare and set, so two batches never send the same.
 */
import type { Instant } from "../../ports.ts";
import { sqlText } from "../d1/sql-text.ts";
import { orders } from "../schema/orders.ts";
import { settings } from "../schema/settings.ts";

/** Its name in `settings`; the value is the place of the order that was sent last. No row: no backlog. */
const ORDER_DRAIN = "order-drain";

/** An order's place among those that are due. */
export interface DuePlace {
  readonly orderId: string;
  readonly createdAt: Instant;
  /** 1: the ERP already has the order, so it comes after the orders that the ERP does not have. */
  readonly isLater: 0 | 1;
}

export interface Drain {
  readonly last: DuePlace;
  readonly movedAt: Instant;
}

export type DrainRow = Readonly<{ last: string; movedAt: number }>;

/** For a batch: `drainOf` reads the result. */
export const readDrain = (db: D1Database): D1PreparedStatement =>
  db
    .prepare(
      sqlText`SELECT ${settings.value} AS last, ${settings.changedAt} AS movedAt FROM ${settings}
        WHERE ${settings.name} = ?1`,
    )
    .bind(ORDER_DRAIN);

/** Null: no backlog. */
export function drainOf(result: D1Result<DrainRow> | undefined): Drain | null {
  const row = result?.results[0];
  return row === undefined ? null : { last: JSON.parse(row.last) as DuePlace, movedAt: row.movedAt };
}

/** Stores that the first portion of a backlog is sent. An earlier backlog's row is replaced. */
export async function openDrain(db: D1Database, last: DuePlace, now: Instant): Promise<void> {
  await db
    .prepare(
      sqlText`INSERT INTO ${settings} (${settings.name}, ${settings.value}, ${settings.changedAt}) VALUES (?1, ?2, ?3)
        ON CONFLICT (${settings.name}) DO UPDATE SET ${settings.value} = excluded.${settings.value}, ${settings.changedAt} = ?3`,
    )
    .bind(ORDER_DRAIN, JSON.stringify(last), now)
    .run();
}

/** @returns true: this caller sends the portion; false: another caller has taken it */
export async function moveDrain(db: D1Database, from: DuePlace, to: DuePlace, now: Instant): Promise<boolean> {
  const moved = await db
    .prepare(
      sqlText`UPDATE ${settings} SET ${settings.value} = ?3, ${settings.changedAt} = ?4
        WHERE ${settings.name} = ?1 AND ${settings.value} = ?2 RETURNING ${settings.name}`,
    )
    .bind(ORDER_DRAIN, JSON.stringify(from), JSON.stringify(to), now)
    .first();
  return moved !== null;
}

/** Deletes the row: the whole backlog is sent. */
export async function endDrain(db: D1Database): Promise<void> {
  await db
    .prepare(sqlText`DELETE FROM ${settings} WHERE ${settings.name} = ?1`)
    .bind(ORDER_DRAIN)
    .run();
}

/**
 * Reads due orders: first those that the ERP does not have, and within each group the oldest. Rows are of DuePlace.
 * @param after null: from the first
 */
export function selectDue(
  db: D1Database,
  now: Instant,
  limit: number,
  after: DuePlace | null = null,
): D1PreparedStatement {
  const { orderId, createdAt, submittedAt, nextAt } = orders;
  return db
    .prepare(
      sqlText`SELECT ${orderId} AS orderId, ${createdAt} AS createdAt, ${submittedAt} IS NOT NULL AS isLater
         FROM ${orders} INDEXED BY orders_next
        WHERE ${nextAt} <= ?1 AND (${submittedAt} IS NOT NULL, ${createdAt}, ${orderId}) > (?3, ?4, ?5)
        ORDER BY isLater, ${createdAt}, ${orderId} LIMIT ?2`,
    )
    .bind(now, limit, after?.isLater ?? -1, after?.createdAt ?? 0, after?.orderId ?? "");
}
