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
}
