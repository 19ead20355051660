/** What each load and lane did in the last day, four hours a step: from the sums, and from the runs since. */
import { eq } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { sqlText } from "../d1/sql-text.ts";
import { portions, runs, runSums } from "../schema/loads.ts";

/** As in src/hub/loads/run-sums.ts. */
const PERIOD_MS = 14_400_000;
const ACTIVITY_STEPS = 6;

export interface Activity {
  readonly name: string;
  /** The oldest step first; the last one is under way. A load: changed records. A lane: accepted ones. */
  readonly steps: readonly { readonly done: number; readonly failedRuns: number }[];
}

const OF_SUMS = sqlText`SELECT ${runSums.name}, ${runSums.period}, sum(${runSums.changed} + ${runSums.sent}) AS done,
    sum(${runSums.failedRuns}) AS failedRuns
  FROM ${runSums} WHERE ${runSums.period} >= ?1 GROUP BY ${runSums.name}, ${runSums.period}`;

const OF_RUNS = sqlText`SELECT ${runs.name}, ${runs.startedAt} / ${PERIOD_MS} AS period, sum(${runs.changed} + ${runs.sent}) AS done,
    sum(${runs.outcome} = 'failed') AS failedRuns
  FROM ${runs} INDEXED BY runs_by_start WHERE ${runs.startedAt} >= ?1 GROUP BY ${runs.name}, period`;

interface Step {
  readonly name: string;
  readonly period: number;
  readonly done: number;
  readonly failedRuns: number;
}

export async function readActivity(db: D1Database, now: Instant): Promise<readonly Activity[]> {
  const last = Math.floor(now / PERIOD_MS);
  const first = last - ACTIVITY_STEPS + 1;
  const [position] = await plain(db)
    .select({ position: portions.position })
    .from(portions)
    .where(eq(portions.name, "run-sums"));
  const summed = position ? (JSON.parse(position.position) as readonly [number])[0] : first - 1;
  const [sums, tail] = await db.batch<Step>([
    db.prepare(OF_SUMS).bind(first),
    db.prepare(OF_RUNS).bind(Math.max(first, summed + 1) * PERIOD_MS),
  ]);
  const steps = [...(sums?.results ?? []), ...(tail?.results ?? [])];
  return [...Map.groupBy(steps, ({ name }) => name)].map(([name, of]) => ({
    name,
    steps: Array.from({ length: ACTIVITY_STEPS }, (_, n) => {
      const found = of.filter(({ period }) => period === first + n);
      return {
        done: found.reduce((sum, { done }) => sum + done, 0),
        failedRuns: found.reduce((sum, { failedRuns }) => sum + failedRuns, 0),
      };
    }),
  }));
}
