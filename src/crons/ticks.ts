import type { Instant } from "../ports.ts";
import { intervalsBetween, nextTick } from "./next-tick.ts";
import { schedule } from "./schedule.ts";

/** A job's cron expression, null when it has none, and when that fires next. */
export function ticksOf(name: string, now: Instant): { readonly cron: string | null; readonly nextAt: Instant | null } {
  const cron = schedule.find(({ job }) => job.name === name)?.cron ?? null;
  return { cron, nextAt: cron === null ? null : nextTick(cron, now) };
}

/** Name of a job → ms between its next two ticks. */
export const intervalsOf = (now: Instant): ReadonlyMap<string, number> => intervalsBetween(schedule, now);
