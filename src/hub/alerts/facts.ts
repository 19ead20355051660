/** What alerts are judged by. */
import type { Instant } from "../../ports.ts";
import type { LoadStanding } from "../../rules/work/promise.ts";
import type { AlertFacts } from "../../rules/alerts/standing.ts";
import { sqlText } from "../d1/sql-text.ts";
import { countOpenEntries, deskCounts } from "../desk/read.ts";
import { type LoadState, readLoadStates } from "../loads/status.ts";
import { readSilence, silenceOf } from "../orders/erp-silence.ts";
import { orders, orderTimeline } from "../schema/orders.ts";

/** More waiting orders than this are counted as this many. */
const COUNTED_MAX = 1_000;
/** A step after which an order waits for a customer or an operator, and not for the ERP. */
const RESTED = sqlText`${orderTimeline.step} IN ('waiting-payment', 'on-hold', 'ignored', 'cancelled')`;

/** An order that rested waits since the end of its rest; `ready` with a reason rests by an operator's wish (a dry run). */
const WAITING = sqlText`SELECT count(*) AS orders, min(since) AS oldestAt FROM (
  SELECT coalesce((SELECT max(t.${orderTimeline.at}) FROM ${orderTimeline} AS t
                    WHERE t.${orderTimeline.orderId} = o.${orders.orderId} AND t.${RESTED}), o.${orders.createdAt}) AS since
    FROM ${orders} AS o INDEXED BY orders_by_state
   WHERE o.${orders.state} IN ('received', 'ready', 'submitting', 'uncertain') AND o.${orders.reason} IS NULL LIMIT ${COUNTED_MAX})`;

export interface HubFacts extends Pick<AlertFacts, "desk" | "erpSilentUntil" | "waiting"> {
  readonly loads: readonly (LoadStanding & Pick<LoadState, "name" | "company" | "segment" | "isScheduled">)[];
}

/** One statement after the other: D1 has one thread, and orders wait for it. */
export async function readAlertFacts(db: D1Database, now: Instant): Promise<HubFacts> {
  const loads = await readLoadStates(db, now);
  const desk = deskCounts((await countOpenEntries(db).all()).results);
  const erpSilentUntil = silenceOf(await readSilence(db).all());
  const waiting = await db.prepare(WAITING).first<AlertFacts["waiting"]>();
  return { loads, desk, erpSilentUntil, waiting: waiting ?? { orders: 0, oldestAt: null } };
}
