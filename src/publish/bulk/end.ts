/** How a step of a job ends when it did not work out: later, or not at all. */
import { STEP_TRIES_MAX } from "../../rules/bulk/thresholds.ts";
import { endJob, markLater, type BulkJob } from "../../hub/bulk/bulk-jobs.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { giveUp } from "./settle.ts";
import { backoffMs } from "../lane/failure-step.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";

/** What a step leaves: go on with the job, or leave it until the next look. */
export type Step = { readonly kind: "on" } | { readonly kind: "wait" } | LaneOutcome;
export const ON: Step = { kind: "on" };
export const WAIT: Step = { kind: "wait" };

/** How the desk names a job. */
export const aboutJob = ({ id }: Pick<BulkJob, "id">) => ({ area: "publish-bulk", ref: id }) as const;

/** Shopify may have it under way: whatever else is not known, its lines still come. */
const mayRun = ({ state, startSentAt }: BulkJob): boolean =>
  state === "running" || (state === "uploaded" && startSentAt !== null);

/**
 * Not now; after so many times not at all. A job that may be running is asked for until Shopify says how it ended: its rows
 * are held, for a line that runs later would overwrite what they are by then.
 */
export async function later(
  lane: Lane,
  job: BulkJob,
  step: "upload" | "start" | "download",
  reason: string,
): Promise<Step> {
  const { db, clock } = lane;
  if (!mayRun(job) && job.tries + 1 >= STEP_TRIES_MAX) return fail(lane, job, `${step}: ${reason}`);
  const now = clock.now();
  await lane.write([
    markLater(db, job.id, now + backoffMs(job.tries), reason),
    openEntries(
      db,
      [{ ...aboutJob(job), reason: `bulk-${step}-failed`, params: { kind: job.kind }, detail: reason }],
      now,
    ),
  ]);
  return WAIT;
}

/** B5: every line goes back, and this subject rests from bulk for a while. */
export async function fail(lane: Lane, job: BulkJob, reason: string): Promise<Step> {
  const { db, clock } = lane;
  if (!(await giveUp(lane, job))) return { kind: "more" };
  await lane.write([
    endJob(db, job.id, "failed", reason, clock.now()),
    closeEntries(db, "publish-bulk", [aboutJob(job)], clock.now()),
    openEntries(
      db,
      [{ ...aboutJob(job), reason: "bulk-failed", params: { kind: job.kind, outcome: reason } }],
      clock.now(),
    ),
  ]);
  lane.log.warn("publish.bulk-failed", { job: job.id, kind: job.kind });
  return ON;
}

/** Shopify never had it, and what it says may be over: every line goes back, and what is due is planned anew. */
export async function returnRows(lane: Lane, job: BulkJob): Promise<Step> {
  const { db, clock } = lane;
  if (!(await giveUp(lane, job))) return { kind: "more" };
  await lane.write([
    endJob(db, job.id, "done", "it did not start in time", clock.now()),
    closeEntries(db, "publish-bulk", [aboutJob(job)], clock.now()),
  ]);
  lane.log.info("publish.bulk-stale", { job: job.id, kind: job.kind, lines: job.lines });
  return ON;
}
