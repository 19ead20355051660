import type { Deps } from "./deps.ts";
import type { Clock, Instant } from "./ports.ts";

/** One invocation's share of a job: it stops at a page boundary once its time is spent. */
export interface Run {
  readonly startedAt: Instant;
  /** True once the time budget is spent; ask after each page. */
  outOfTime(): boolean;
}

/** `more`: work is left and nothing stands in its way, so it goes on at once by a LOADS message, not only at the next tick. */
export type JobOutcome = "done" | "more";

export interface Job {
  readonly name: string;
  run(deps: Deps, run: Run): Promise<JobOutcome>;
}

/** A cron or queue invocation has 15 minutes of wall clock and 30 s of CPU; ours ends long before. */
export const RUN_BUDGET_MS = 90_000;

export function startRun(clock: Clock): Run {
  const startedAt = clock.now();
  return { startedAt, outOfTime: () => clock.now() - startedAt >= RUN_BUDGET_MS };
}
