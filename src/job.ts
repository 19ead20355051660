import type { Deps } from "./deps.ts";
import type { Clock, Instant } from "./ports.ts";

/** One invocation's share of a job: it stops at a page boundary once its time is spent. */
export interface Run {
  readonly startedAt: Instant;
  /** True once the time budget is spent; check after each page. */
  outOfTime(): boolean;
}

/** `more`: work is left and can start, so a LOADS message continues it at once, before the next tick. */
export type JobOutcome = "done" | "more";

export interface Job {
  readonly name: string;
  run(deps: Deps, run: Run): Promise<JobOutcome>;
}

/** A cron or queue invocation has 15 minutes of wall clock and 30 s of CPU; our budget ends long before, in ms. */
export const RUN_BUDGET_MS = 90_000;

export function startRun(clock: Clock): Run {
  const startedAt = clock.now();
  return { startedAt, outOfTime: () => clock.now() - startedAt >= RUN_BUDGET_MS };
}
