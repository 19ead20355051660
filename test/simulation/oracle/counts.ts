/** Do the counts of every run close, and does no load count more than the ERP served? The connector's tables are what is judged here. */
import type { JudgeContext } from "./judge.ts";

interface Run {
  readonly id: string;
  readonly name: string;
  readonly outcome: string;
  readonly read: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly due: number;
  readonly sent: number;
  readonly pending: number;
}

const COLLECTIONS: Readonly<Record<string, string>> = {
  brands: "marca",
  categories: "categoria",
  products: "produto",
  skus: "produtosku",
  prices: "tabelaprecoitem",
  stock: "produtoestoque",
};

export async function judgeCounts({ scenario, check }: JudgeContext): Promise<void> {
  const { results: runs } = await scenario.auditor
    .prepare("SELECT id, name, outcome, read, changed, unchanged, refused, due, sent, pending FROM runs")
    .all<Run>();
  for (const run of runs) {
    if (run.name.startsWith("publish"))
      check(
        "counts close",
        run.due === run.sent + run.refused + run.pending,
        () =>
          `run ${run.id} of ${run.name} (${run.outcome}): ${run.due} due, ${run.sent} sent, ${run.refused} refused, ${run.pending} pending`,
      );
    else
      check(
        "counts close",
        run.read === run.changed + run.unchanged + run.refused,
        () =>
          `run ${run.id} of ${run.name} (${run.outcome}): ${run.read} read, ${run.changed} changed, ${run.unchanged} unchanged, ${run.refused} refused`,
      );
  }
  for (const [load, collection] of Object.entries(COLLECTIONS)) {
    const read = runs.filter(({ name }) => name === load).reduce((sum, run) => sum + run.read, 0);
    const served = scenario.served.counts[collection] ?? 0;
    check("counts close", read > 0 && read <= served, () => `${load}: ${read} read, the ERP gave ${served}`);
  }
  await judgeSums({ scenario, check });
}

/** What the report reads in place of the runs and of the orders of the past. */
async function judgeSums({ scenario, check }: Pick<JudgeContext, "scenario" | "check">): Promise<void> {
  const rows = async (sql: string) => (await scenario.auditor.prepare(sql).all()).results;
  const sums = await rows(
    `SELECT period, name, company, segment, runs, failed_runs, read, changed, unchanged, refused, due, sent, pending
       FROM run_sums ORDER BY 1, 2, 3, 4`,
  );
  const ofRuns = await rows(
    `SELECT started_at / 14400000 AS period, name, company, segment, count(*) AS runs, sum(outcome = 'failed') AS failed_runs,
            sum(read) AS read, sum(changed) AS changed, sum(unchanged) AS unchanged, sum(refused) AS refused, sum(due) AS due,
            sum(sent) AS sent, sum(pending) AS pending
       FROM runs WHERE started_at / 14400000 <= (SELECT position ->> 0 FROM portions WHERE name = 'run-sums')
      GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  );
  check(
    "counts close",
    JSON.stringify(sums) === JSON.stringify(ofRuns),
    () => "the sums of past runs are not those of the runs",
  );
  const ended = await rows(
    "SELECT state, reason, found_by, orders FROM ended_orders WHERE orders > 0 ORDER BY 1, 2, 3",
  );
  const ofOrders = await rows(
    `SELECT state, coalesce(reason, '') AS reason, found_by, count(*) AS orders FROM orders
      WHERE state IN ('invoiced', 'cancelled', 'ignored') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  check(
    "counts close",
    JSON.stringify(ended) === JSON.stringify(ofOrders),
    () => "the counters of ended orders are not those of the orders",
  );
}
