/** The counts an operator reads first. Read from `runs` and the due indexes, never by counting whole tables. */
import { count } from "drizzle-orm";
import { countOpenEntries, deskCounts, type DeskCount } from "./desk/read.ts";
import { readBulkReport } from "./bulk/bulk-jobs.ts";
import { readVariantReport } from "./catalog/variant-limit.ts";
import { plain, prepared } from "./d1/drizzle.ts";
import { sqlText } from "./d1/sql-text.ts";
import { runs } from "./schema/loads.ts";
import { orderReservations, orders } from "./schema/orders.ts";
import { shopPrices } from "./schema/prices.ts";
import { shopProducts } from "./schema/shop.ts";
import { companies, stock } from "./schema/stock.ts";

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
  /** Order lines whose goods are still held back from the stock that is sent: the ERP's own figure does not have them yet. */
  readonly reservedLines: number;
}

export interface LaneBacklog {
  readonly lane: string;
  readonly rows: number;
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

const SUMS = sqlText`count(*) AS runs, sum(${runs.outcome} = 'failed') AS failedRuns, sum(${runs.outcome} = 'running') AS runningRuns,
  sum(${runs.read}) AS read, sum(${runs.changed}) AS changed, sum(${runs.unchanged}) AS unchanged, sum(${runs.refused}) AS refused,
  sum(${runs.due}) AS due, sum(${runs.sent}) AS sent, sum(${runs.pending}) AS pending`;

type Sums = LoadCounts & Omit<LaneCounts, "lane" | "backlog">;

/** @param since epoch ms: only runs that began then or later are counted. */
async function readReport(db: D1Database, since: number): Promise<Report> {
  const [sumsOfRuns, backlogs, ofOrders, ofDesk, reserved] = await db.batch<Record<string, unknown>>([
    db
      .prepare(
        sqlText`SELECT ${runs.name}, ${runs.company}, ${runs.segment}, ${SUMS} FROM ${runs} WHERE ${runs.startedAt} >= ?1
         GROUP BY ${runs.name}, ${runs.company}, ${runs.segment}`,
      )
      .bind(since),
    db.prepare(
      sqlText`SELECT 'publish-catalog' AS lane, count(*) AS rows FROM ${shopProducts} INDEXED BY shop_products_due WHERE ${shopProducts.due} = 1
       UNION ALL
       SELECT 'publish-prices', count(*) FROM ${shopPrices} INDEXED BY shop_prices_due WHERE ${shopPrices.due} = 1
       UNION ALL
       SELECT CASE WHEN ${companies.locationGid} IS NULL OR ${companies.enabled} = 0 THEN 'stock-unmapped' ELSE 'publish-stock' END, count(*)
         FROM ${stock} INDEXED BY stock_due LEFT JOIN ${companies} USING (${stock.company})
        WHERE ${stock.sent} IS NOT ${stock.hash} AND ${stock.parkedReason} IS NULL GROUP BY 1`,
    ),
    prepared(
      db,
      plain(db)
        .select({ state: orders.state, reason: orders.reason, orders: count().as("orders") })
        .from(orders)
        .groupBy(orders.state, orders.reason)
        .orderBy(orders.state, orders.reason),
    ),
    countOpenEntries(db),
    prepared(
      db,
      plain(db)
        .select({ lines: count().as("lines") })
        .from(orderReservations),
    ),
  ]);
  const sums = (sumsOfRuns?.results ?? []) as unknown as readonly Sums[];
  const backlog = (backlogs?.results ?? []).map((row) => ({ lane: String(row["lane"]), rows: Number(row["rows"]) }));
  const byReason = (ofOrders?.results ?? []) as unknown as readonly StateReason[];
  return {
    loads: sums
      .filter(({ name }) => !isLane(name))
      .map(({ due: _due, sent: _sent, pending: _pending, ...load }) => load),
    lanes: sums.filter(({ name }) => isLane(name)).map((sum) => laneOf(sum, backlog)),
    backlog,
    orders: { byState: sumByState(byReason), byReason },
    desk: deskCounts(ofDesk?.results ?? []),
    reservedLines: Number(reserved?.results[0]?.["lines"] ?? 0),
  };
}

const isLane = (name: string): boolean => name.startsWith("publish");

function laneOf({ name, runs, failedRuns, due, sent, refused, pending }: Sums, backlog: Report["backlog"]): LaneCounts {
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

function sumByState(rows: readonly StateReason[]): readonly StateCount[] {
  const byState = new Map<string, number>();
  for (const row of rows) byState.set(row.state, (byState.get(row.state) ?? 0) + row.orders);
  return [...byState].map(([state, sum]) => ({ state, orders: sum }));
}

/** The report with the bulk jobs and the daily limit of new variants. */
export async function readFullReport(db: D1Database, since: number, at: number) {
  return {
    at,
    ...(await readReport(db, since)),
    bulk: await readBulkReport(db, since),
    variants: await readVariantReport(db, at),
  };
}
