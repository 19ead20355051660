/**
 * The counts of runs for the report. Sixty days contain some 400,000 runs. Each past period is summed once; the report
 * reads the sums and the few runs that began since.
 */
import type { Instant } from "../../ports.ts";
import { eq } from "drizzle-orm";
import { plain, prepared } from "../d1/drizzle.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { portions, runs, runSums } from "../schema/loads.ts";
import { readPosition, savePosition } from "./portions.ts";
import { KEPT_DAYS } from "./retention.ts";

/** As in the trigger of migrations/0012_bounded_reads.sql: four hours. */
const PERIOD_MS = 14_400_000;
const DAY_MS = 86_400_000;
/** A lane stores the row of its run with its first page, some minutes after the start of the run. */
const CLOSED_AFTER_MS = 3_600_000;
/** Runs that one statement reads. */
const RUNS_PER_STATEMENT = 1_000;
const SUMMED = "run-sums";

/** All counts of the runs of one load or lane. */
export type RunSums = Readonly<Omit<typeof runSums.$inferSelect, "period">>;

const COUNTS = [
  "runs",
  "failedRuns",
  "runningRuns",
  "read",
  "changed",
  "unchanged",
  "refused",
  "due",
  "sent",
  "pending",
] as const satisfies readonly (keyof RunSums)[];

const OF_RUNS = sqlText`count(*) AS runs, sum(${runs.outcome} = 'failed') AS failedRuns, sum(${runs.outcome} = 'running') AS runningRuns,
  sum(${runs.read}) AS read, sum(${runs.changed}) AS changed, sum(${runs.unchanged}) AS unchanged, sum(${runs.refused}) AS refused,
  sum(${runs.due}) AS due, sum(${runs.sent}) AS sent, sum(${runs.pending}) AS pending`;

const OF_SUMS = sqlText`sum(${runSums.runs}) AS runs, sum(${runSums.failedRuns}) AS failedRuns, sum(${runSums.runningRuns}) AS runningRuns,
  sum(${runSums.read}) AS read, sum(${runSums.changed}) AS changed, sum(${runSums.unchanged}) AS unchanged,
  sum(${runSums.refused}) AS refused, sum(${runSums.due}) AS due, sum(${runSums.sent}) AS sent, sum(${runSums.pending}) AS pending`;

/** The first period that retention has not touched. The remaining runs before it are counted one by one. */
const firstKept = (now: Instant): number => Math.ceil((now - KEPT_DAYS.runs * DAY_MS) / PERIOD_MS);

/**
 * Sums the next period that is past, and removes the sums of runs that are no longer kept. Safe to repeat and to run
 * twice at once: a period's sums are those of its runs at that instant, and later changes of a run change them too.
 * @returns true while there may be another period
 */
export async function sumNextPeriod(db: D1Database, now: Instant): Promise<boolean> {
  const [summed] = (await readPosition<readonly [number]>(db, SUMMED)) ?? [-1];
  const first = await firstPeriod(db, firstKept(now));
  if (first === null) return false;
  const period = Math.max(summed + 1, first);
  if ((period + 1) * PERIOD_MS + CLOSED_AFTER_MS > now) return false;
  await db.batch([
    db.prepare(sqlText`DELETE FROM ${runSums} WHERE ${runSums.period} < ?1`).bind(firstKept(now)),
    db
      .prepare(
        sqlText`INSERT OR REPLACE INTO ${runSums} (${runSums.period}, ${runSums.name}, ${runSums.company}, ${runSums.segment},
                  ${runSums.runs}, ${runSums.failedRuns}, ${runSums.runningRuns}, ${runSums.read}, ${runSums.changed},
                  ${runSums.unchanged}, ${runSums.refused}, ${runSums.due}, ${runSums.sent}, ${runSums.pending})
         SELECT ?1, ${runs.name}, ${runs.company}, ${runs.segment}, ${OF_RUNS} FROM ${runs} INDEXED BY runs_by_start
          WHERE ${runs.startedAt} >= ?2 AND ${runs.startedAt} < ?3
          GROUP BY ${runs.name}, ${runs.company}, ${runs.segment}`,
      )
      .bind(period, period * PERIOD_MS, (period + 1) * PERIOD_MS),
    savePosition(db, SUMMED, [period]),
  ]);
  return true;
}

/** The period of the first run that is kept; null: there is none. */
async function firstPeriod(db: D1Database, atLeast: number): Promise<number | null> {
  const first = await db
    .prepare(
      sqlText`SELECT ${columnList(runs, ["startedAt"])} FROM ${runs} INDEXED BY runs_by_start WHERE ${runs.startedAt} >= ?1
        ORDER BY ${runs.startedAt} LIMIT 1`,
    )
    .bind(atLeast * PERIOD_MS)
    .first<{ startedAt: number }>();
  return first && Math.floor(first.startedAt / PERIOD_MS);
}

/** @param since epoch ms: only runs that began then or later are counted. In order of their load. */
export async function readRunSums(db: D1Database, since: Instant, now: Instant): Promise<readonly RunSums[]> {
  const firstWhole = Math.max(Math.ceil(since / PERIOD_MS), firstKept(now));
  // One batch is one instant: no period is counted both by its sum and by its runs.
  const [position, sums] = (await db.batch([
    prepared(db, plain(db).select({ position: portions.position }).from(portions).where(eq(portions.name, SUMMED))),
    db
      .prepare(
        sqlText`SELECT ${runSums.name}, ${runSums.company}, ${runSums.segment}, ${OF_SUMS} FROM ${runSums}
          WHERE ${runSums.period} >= ?1 GROUP BY ${runSums.name}, ${runSums.company}, ${runSums.segment}`,
      )
      .bind(firstWhole),
  ])) as unknown as [D1Result<{ position: string }>, D1Result<RunSums>];
  const stored = position.results[0];
  const summedUntil = stored ? ((JSON.parse(stored.position) as readonly [number])[0] + 1) * PERIOD_MS : 0;
  const isSummed = summedUntil > firstWhole * PERIOD_MS;
  const total = new Map<string, RunSums>();
  for (const each of sums.results) add(total, each);
  const spans = isSummed
    ? [
        [since, firstWhole * PERIOD_MS],
        [summedUntil, Number.MAX_SAFE_INTEGER],
      ]
    : [[since, Number.MAX_SAFE_INTEGER]];
  for (const [from = 0, until = 0] of spans) for await (const each of sumsOfRuns(db, from, until)) add(total, each);
  return [...total.values()].sort(byLoad);
}

/** The runs that began in a span, portion by portion. A run's start never changes: none is read twice or missed. */
async function* sumsOfRuns(db: D1Database, from: Instant, until: Instant): AsyncGenerator<RunSums> {
  if (from >= until) return;
  let after: readonly [number, string] = [from - 1, "\uffff"];
  for (;;) {
    const { results } = await db
      .prepare(
        sqlText`WITH page AS (
           SELECT ${runs.id}, ${runs.name}, ${runs.company}, ${runs.segment}, ${runs.startedAt}, ${runs.outcome}, ${runs.read}, ${runs.changed},
                  ${runs.unchanged}, ${runs.refused}, ${runs.due}, ${runs.sent}, ${runs.pending}
             FROM ${runs} INDEXED BY runs_by_start
            WHERE (${runs.startedAt}, ${runs.id}) > (?1, ?2) AND ${runs.startedAt} < ?3
            ORDER BY ${runs.startedAt}, ${runs.id} LIMIT ?4)
         SELECT ${runs.name}, ${runs.company}, ${runs.segment}, ${OF_RUNS}, max(printf('%016d', ${runs.startedAt}) || ${runs.id}) AS last
           FROM page GROUP BY ${runs.name}, ${runs.company}, ${runs.segment}`,
      )
      .bind(...after, until, RUNS_PER_STATEMENT)
      .all<RunSums & { readonly last: string }>();
    let last = "";
    let seen = 0;
    for (const { last: of, ...each } of results) {
      if (of > last) last = of;
      seen += each.runs;
      yield each;
    }
    if (seen < RUNS_PER_STATEMENT) return;
    after = [Number(last.slice(0, 16)), last.slice(16)];
  }
}

function add(total: Map<string, RunSums>, more: RunSums): void {
  const key = `${more.name} ${more.company} ${more.segment}`;
  const sum: Record<string, string | number> = { ...(total.get(key) ?? more) };
  if (total.has(key)) for (const count of COUNTS) sum[count] = Number(sum[count]) + more[count];
  total.set(key, sum as typeof more);
}

const byLoad = (one: RunSums, other: RunSums): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : one.company - other.company || one.segment - other.segment;
