/** The counts a person asks for first. Read from `runs` and the due indexes, never by counting whole tables. */
import { readBulkReport } from "./bulk/bulk-jobs.ts";
import { readVariantReport } from "./catalog/variant-limit.ts";

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
export interface DeskCount {
  readonly lane: string;
  readonly reason: string;
  readonly open: number;
  /** One of the open entries, in its own words. */
  readonly example: string;
}

const SUMS = `count(*) AS runs, sum(outcome = 'failed') AS failedRuns, sum(outcome = 'running') AS runningRuns,
  sum(read) AS read, sum(changed) AS changed, sum(unchanged) AS unchanged, sum(refused) AS refused,
  sum(due) AS due, sum(sent) AS sent, sum(pending) AS pending`;

type Sums = LoadCounts & Omit<LaneCounts, "lane" | "backlog">;

/** @param since epoch ms: only runs that began then or later are counted. */
export async function readReport(db: D1Database, since: number): Promise<Report> {
  const [runs, backlogs, orders, desk, reserved] = await db.batch<Record<string, unknown>>([
    db
      .prepare(
        `SELECT name, company, segment, ${SUMS} FROM runs WHERE started_at >= ?1 GROUP BY name, company, segment`,
      )
      .bind(since),
    db.prepare(
      `SELECT 'publish-catalog' AS lane, count(*) AS rows FROM shop_products INDEXED BY shop_products_due WHERE due = 1
       UNION ALL
       SELECT 'publish-prices', count(*) FROM shop_prices INDEXED BY shop_prices_due WHERE due = 1
       UNION ALL
       SELECT CASE WHEN location_gid IS NULL OR enabled = 0 THEN 'stock-unmapped' ELSE 'publish-stock' END, count(*)
         FROM stock INDEXED BY stock_due LEFT JOIN companies USING (company)
        WHERE sent IS NOT hash AND wait IS NULL GROUP BY 1`,
    ),
    db.prepare("SELECT state, reason, count(*) AS orders FROM orders GROUP BY state, reason ORDER BY state, reason"),
    db.prepare(
      `SELECT lane, reason, count(*) AS open, min(message) AS example FROM desk INDEXED BY desk_open
        WHERE state = 'open' GROUP BY lane, reason ORDER BY lane, reason`,
    ),
    db.prepare("SELECT count(*) AS lines FROM order_reservations"),
  ]);
  const sums = (runs?.results ?? []) as unknown as readonly Sums[];
  const backlog = (backlogs?.results ?? []).map((row) => ({ lane: String(row["lane"]), rows: Number(row["rows"]) }));
  const byReason = (orders?.results ?? []) as unknown as readonly StateReason[];
  return {
    loads: sums
      .filter(({ name }) => !isLane(name))
      .map(({ due: _due, sent: _sent, pending: _pending, ...load }) => load),
    lanes: sums.filter(({ name }) => isLane(name)).map((sum) => laneOf(sum, backlog)),
    backlog,
    orders: { byState: sumByState(byReason), byReason },
    desk: (desk?.results ?? []) as unknown as readonly DeskCount[],
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
  for (const { state, orders } of rows) byState.set(state, (byState.get(state) ?? 0) + orders);
  return [...byState].map(([state, orders]) => ({ state, orders }));
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
