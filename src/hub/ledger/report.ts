/** The ledger's report for an operator. */
import type { Difference } from "../../rules/orders/ledger/compare.ts";
import { totalsOf } from "../../rules/orders/ledger/totals.ts";
import { nightOf, QUESTIONS_A_NIGHT } from "../../rules/orders/ledger/window.ts";
import type { Instant } from "../../ports.ts";
import { countComparedBy, countVerdicts, listDifferences } from "./orders.ts";
import { askedIn, newestRun, totalsIn } from "./runs.ts";

/** The newest run with its counts so far, and a page of the orders that differ. */
export async function readLedgerReport(
  db: D1Database,
  page: { readonly after: string; readonly kind: Difference["kind"] | null; readonly limit: number },
  now: Instant,
) {
  const [run, asked, differences] = await Promise.all([
    newestRun(db),
    askedIn(db, nightOf(now)),
    listDifferences(db, page),
  ]);
  return {
    run:
      run === null
        ? null
        : {
            runId: run.id,
            kind: run.kind,
            selectedBy: run.kind === "night" ? "changed" : "created",
            since: run.since,
            before: run.before,
            requestedAt: run.requestedAt,
            endedAt: run.endedAt,
            stage: run.endedAt === null ? run.stage : null,
            problem: run.problem,
            totals: totalsOf(run.endedAt === null ? await countVerdicts(db, run.id) : totalsIn(run)),
            comparedBy: await countComparedBy(db, run.id),
          },
    questionsLeftTonight: Math.max(0, QUESTIONS_A_NIGHT - asked),
    differences,
    next: differences.length < page.limit ? null : (differences.at(-1)?.orderId ?? null),
  };
}
