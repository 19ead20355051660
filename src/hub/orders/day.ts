/** The orders of a day, by their arrival. */
import type { Instant } from "../../ports.ts";
import type { OrderState } from "../../rules/orders/state-machine.ts";
import type { Arrivals } from "../../rules/work/webhook-silence.ts";
import { sqlText } from "../d1/sql-text.ts";
import { orders } from "../schema/orders.ts";

export interface OrderDay {
  readonly byState: readonly {
    readonly state: OrderState;
    readonly orders: number;
    readonly cents: number;
    /** Orders whose webhook never came. */
    readonly bySweep: number;
    /** Orders that the ERP has a number for. */
    readonly inErp: number;
  }[];
  /** From the arrival to the submission that the ERP took, ms; null: no order of the day is there yet. */
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
  /** Orders of any day that wait for a person, and their money. */
  readonly stopped: { readonly orders: number; readonly cents: number };
}

const BY_STATE = sqlText`SELECT ${orders.state}, count(*) AS orders, coalesce(sum(${orders.totalCents}), 0) AS cents,
    sum(${orders.foundBy} = 'sweep') AS bySweep, sum(${orders.seqPedido} IS NOT NULL) AS inErp
  FROM ${orders} INDEXED BY orders_by_arrival WHERE ${orders.createdAt} >= ?1 GROUP BY ${orders.state}`;

/** The n-th of the sorted waits is a percentile: n is a part of their number. */
const WAITS = sqlText`WITH waits AS MATERIALIZED (
    SELECT ${orders.submittedAt} - ${orders.createdAt} AS ms FROM ${orders} INDEXED BY orders_by_arrival
     WHERE ${orders.createdAt} >= ?1 AND ${orders.seqPedido} IS NOT NULL AND ${orders.submittedAt} >= ${orders.createdAt})
  SELECT (SELECT ms FROM waits ORDER BY ms LIMIT 1 OFFSET (SELECT count(*) / 2 FROM waits)) AS medianMs,
         (SELECT ms FROM waits ORDER BY ms LIMIT 1 OFFSET (SELECT count(*) * 95 / 100 FROM waits)) AS p95Ms`;

const STOPPED = sqlText`SELECT count(*) AS orders, coalesce(sum(${orders.totalCents}), 0) AS cents
  FROM ${orders} INDEXED BY orders_by_state WHERE ${orders.state} IN ('on-hold', 'failed')`;

const ARRIVALS = sqlText`WITH announced AS (
    SELECT max(${orders.createdAt}) AS at FROM ${orders} INDEXED BY orders_by_arrival
     WHERE ${orders.createdAt} >= ?1 AND ${orders.foundBy} = 'webhook')
  SELECT (SELECT at FROM announced) AS webhookAt, count(*) AS swept,
         min(${orders.createdAt}) AS firstSweptAt, max(${orders.createdAt}) AS lastSweptAt
    FROM ${orders} INDEXED BY orders_by_arrival
   WHERE ${orders.createdAt} >= ?1 AND ${orders.foundBy} = 'sweep'
     AND ${orders.createdAt} > coalesce((SELECT at FROM announced), 0)`;

/** What found the orders that are new since then. */
export const readArrivals = async (db: D1Database, since: Instant): Promise<Arrivals> =>
  (await db.prepare(ARRIVALS).bind(since).first<Arrivals>()) ?? NO_ARRIVALS;
const NO_ARRIVALS: Arrivals = { webhookAt: null, swept: 0, firstSweptAt: null, lastSweptAt: null };

/** Orders of any day that wait for a person, and their money. */
export const readStopped = async (db: D1Database): Promise<OrderDay["stopped"]> =>
  (await db.prepare(STOPPED).first<OrderDay["stopped"]>()) ?? { orders: 0, cents: 0 };

/** @param since epoch ms: the first instant of the day */
export async function readOrderDay(db: D1Database, since: Instant): Promise<OrderDay> {
  const byState = await db.prepare(BY_STATE).bind(since).all<OrderDay["byState"][number]>();
  const waits = await db.prepare(WAITS).bind(since).first<Pick<OrderDay, "medianMs" | "p95Ms">>();
  const stopped = await readStopped(db);
  return {
    byState: byState.results,
    medianMs: waits?.medianMs ?? null,
    p95Ms: waits?.p95Ms ?? null,
    stopped,
  };
}
