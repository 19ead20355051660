/**
 * Orders whose buyer's data Shopify asked to delete. An order that still moves money or goods keeps what its next step
 * needs, and is cleaned when it has ended.
 */
import { count, lt } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { sqlText } from "../d1/sql-text.ts";
import { pseudonymise } from "./pseudonymise.ts";
import { orderActions, orders } from "../schema/orders.ts";
import { redactions } from "../schema/privacy.ts";

/** Orders that one batch cleans: some ten rows each. */
const PORTION = 25;

/** Notes the orders, so that a crash before they are cleaned forgets none. The first request's time stays. */
export async function requestRedaction(db: D1Database, orderIds: readonly string[], now: Instant): Promise<void> {
  await db
    .prepare(
      sqlText`INSERT INTO ${redactions} (${redactions.orderId}, ${redactions.requestedAt})
       SELECT DISTINCT value, ?2 FROM json_each(?1) WHERE true ON CONFLICT (${redactions.orderId}) DO NOTHING`,
    )
    .bind(JSON.stringify(orderIds), now)
    .run();
}

/** No order of ours, or one without a next step: no lease, no time, no call whose end is open. `?1` is now. */
const IS_AT_REST = sqlText`NOT EXISTS (SELECT 1 FROM ${orders} AS o WHERE o.${orders.orderId} = r.${redactions.orderId}
    AND (o.${orders.state} NOT IN ('invoiced', 'cancelled', 'ignored') OR o.${orders.nextAt} IS NOT NULL
      OR o.${orders.leaseUntil} > ?1))
  AND NOT EXISTS (SELECT 1 FROM ${orderActions} AS a WHERE a.${orderActions.orderId} = r.${redactions.orderId}
    AND a.${orderActions.state} IN ('intended', 'sent'))`;

/**
 * Cleans one portion of the noted orders that are at rest, and forgets them in the same batch.
 * @returns how many; below the portion's size there are no more
 */
export async function redactPortion(db: D1Database, now: Instant): Promise<{ orders: number; more: boolean }> {
  const { results } = await db
    .prepare(
      sqlText`SELECT r.${redactions.orderId} AS id FROM ${redactions} AS r WHERE ${IS_AT_REST}
        ORDER BY r.${redactions.orderId} LIMIT ?2`,
    )
    .bind(now, PORTION)
    .all<{ id: string }>();
  if (results.length === 0) return { orders: 0, more: false };
  const ids = JSON.stringify(results.map(({ id }) => id));
  await db.batch([
    ...pseudonymise(db, ids),
    db
      .prepare(sqlText`DELETE FROM ${redactions} WHERE ${redactions.orderId} IN (SELECT value FROM json_each(?1))`)
      .bind(ids),
  ]);
  return { orders: results.length, more: results.length === PORTION };
}

/** How many requests of before then still wait for their order's end. */
export async function waitingRedactions(db: D1Database, before: Instant): Promise<number> {
  const [row] = await plain(db).select({ orders: count() }).from(redactions).where(lt(redactions.requestedAt, before));
  return row?.orders ?? 0;
}

/** Those of these orders that the hub has, by the number that the shop shows, else by their id. */
export async function heldOrders(db: D1Database, orderIds: readonly string[]): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT coalesce(${orders.name}, ${orders.orderId}) AS shown FROM ${orders}
        WHERE ${orders.orderId} IN (SELECT value FROM json_each(?1)) ORDER BY ${orders.orderId}`,
    )
    .bind(JSON.stringify(orderIds))
    .all<{ shown: string }>();
  return results.map(({ shown }) => shown);
}
