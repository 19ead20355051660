/**
 * A backlog of due orders that is sent in portions, so that the oldest go first: a queue promises no order. One row says
 * how far it has been sent; each portion moves it by compare and set, so that of two batches one sends what comes next.
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
  /** 1: the ERP had it, so it comes after those that it never had. */
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

/** The first portion of a backlog is sent, whatever was sent of an earlier one. */
export async function openDrain(db: D1Database, last: DuePlace, now: Instant): Promise<void> {
  await db
    .prepare(
      sqlText`INSERT INTO ${settings} (${settings.name}, ${settings.value}, ${settings.changedAt}) VALUES (?1, ?2, ?3)
        ON CONFLICT (${settings.name}) DO UPDATE SET ${settings.value} = excluded.${settings.value}, ${settings.changedAt} = ?3`,
    )
    .bind(ORDER_DRAIN, JSON.stringify(last), now)
    .run();
}

/** @returns whether this caller sends what lies between; another one may have taken it */
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

/** All of it is sent. */
export async function endDrain(db: D1Database): Promise<void> {
  await db
    .prepare(sqlText`DELETE FROM ${settings} WHERE ${settings.name} = ?1`)
    .bind(ORDER_DRAIN)
    .run();
}

/**
 * Orders that are due: those that the ERP never had first, and of each kind the oldest. Rows are of DuePlace.
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
