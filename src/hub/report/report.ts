/**
 * The counts that an operator reads first. They come from sums, counters and the due indexes, in portions (decision
 * 034).
 */
import { count } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import { readBulkReport } from "../bulk/bulk-jobs.ts";
import { readVariantReport } from "../catalog/variant-limit.ts";
import { plain } from "../d1/drizzle.ts";
import { countOpenEntries, deskCounts, type DeskCount } from "../desk/read.ts";
import { readRunSums, type RunSums } from "../loads/run-sums.ts";
import { countOrders, type OrderCount } from "../orders/overview.ts";
import { orderReservations } from "../schema/orders.ts";
import { type LaneBacklog, readBacklog } from "./backlog.ts";

export interface LoadCounts {
  readonly name: string;
  readonly company: number;
  readonly segment: number;
  readonly runs: number;
  readonly failedRuns: number;
  readonly runningRuns: number;
  readonly read: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** Sums over runs: a row that stayed pending in one run and went in the next is counted as due in both. */
export interface LaneCounts {
  readonly lane: string;
  readonly runs: number;
  readonly failedRuns: number;
  readonly due: number;
  readonly sent: number;
  readonly refused: number;
  readonly pending: number;
  /** Still due now. */
  readonly backlog: number;
}

export interface Report {
  readonly loads: readonly LoadCounts[];
  readonly lanes: readonly LaneCounts[];
  /** Rows that are due now, by lane; `stock-unmapped`: rows of companies that are sent to no location. */
  readonly backlog: readonly LaneBacklog[];
  readonly orders: { readonly byState: readonly StateCount[]; readonly byReason: readonly StateReason[] };
  readonly desk: readonly DeskCount[];
  /** Order lines that still reduce the sent stock, because the ERP's own figure does not include them yet. */
  readonly reservedLines: number;
}

export interface StateCount {
  readonly state: string;
  readonly orders: number;
}
export interface StateReason {
  readonly state: string;
  readonly reason: string | null;
  readonly orders: number;
}

/** @param since epoch ms: only runs that began then or later are counted. */
async function readReport(db: D1Database, since: number, now: Instant): Promise<Report> {
  // One statement after the other, never in one batch: D1 has one thread, and orders wait for it.
  const sums = await readRunSums(db, since, now);
  const backlog = await readBacklog(db);
  const counted = await countOrders(db);
  const ofDesk = await countOpenEntries(db).all();
  const [reserved] = await plain(db).select({ lines: count() }).from(orderReservations);
  const byReason = sumByReason(counted);
  return {
    loads: sums
      .filter(({ name }) => !isLane(name))
      .map(({ due: _due, sent: _sent, pending: _pending, ...load }) => load),
    lanes: sums.filter(({ name }) => isLane(name)).map((sum) => laneOf(sum, backlog)),
    backlog,
    orders: { byState: sumByState(byReason), byReason },
    desk: deskCounts(ofDesk.results),
    reservedLines: reserved?.lines ?? 0,
  };
}

const isLane = (name: string): boolean => name.startsWith("publish");

function laneOf(
  { name, runs, failedRuns, due, sent, refused, pending }: RunSums,
  backlog: Report["backlog"],
): LaneCounts {
  return {
    lane: name,
    runs,
    failedRuns,
    due,
    sent,
    refused,
    pending,
    backlog: backlog.find(({ lane }) => lane === name)?.rows ?? 0,
  };
}

function sumByReason(rows: readonly OrderCount[]): readonly StateReason[] {
  const sums = new Map<string, StateReason>();
  for (const { state, reason, orders } of rows) {
    const key = `${state} ${reason ?? ""}`;
    sums.set(key, { state, reason, orders: (sums.get(key)?.orders ?? 0) + orders });
  }
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum);
}

function sumByState(rows: readonly StateReason[]): readonly StateCount[] {
  const byState = new Map<string, number>();
  for (const row of rows) byState.set(row.state, (byState.get(row.state) ?? 0) + row.orders);
  return [...byState].map(([state, sum]) => ({ state, orders: sum }));
}

/** The report with the bulk jobs and the daily limit of new variants. */
export async function readFullReport(db: D1Database, since: number, at: number) {
  return {
    at,
    ...(await readReport(db, since, at)),
    bulk: await readBulkReport(db, since),
    variants: await readVariantReport(db, at),
  };
}
