/** The counts a person asks for first. Read from `runs` and the due indexes, never by counting whole tables. */

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
  readonly backlog: Readonly<Record<string, number>>;
  readonly orders: { readonly byState: Readonly<Record<string, number>>; readonly byReason: readonly StateReason[] };
  readonly desk: readonly DeskCount[];
  /** Order lines whose goods are still held back from the stock that is sent: the ERP's own figure does not have them yet. */
  readonly reservedLines: number;
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
  const backlog = Object.fromEntries(
    (backlogs?.results ?? []).map((row) => [String(row["lane"]), Number(row["rows"])]),
  );
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
  return { lane: name, runs, failedRuns, due, sent, refused, pending, backlog: backlog[name] ?? 0 };
}

function sumByState(rows: readonly StateReason[]): Record<string, number> {
  const byState: Record<string, number> = {};
  for (const { state, orders } of rows) byState[state] = (byState[state] ?? 0) + orders;
  return byState;
}
