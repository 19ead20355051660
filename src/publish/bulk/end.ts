/** The outcomes of a job step that did not succeed: retry later, or fail the job. */
import { STEP_TRIES_MAX } from "../../rules/bulk/thresholds.ts";
import { endJob, markLater, type BulkJob } from "../../hub/bulk/bulk-jobs.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { giveUp } from "./results.ts";
import { backoffMs } from "../lane/failure-step.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";

/** What the driver does after a step: continue with the job, or leave it until the next run. */
export type JobStep = { readonly kind: "on" } | { readonly kind: "wait" } | LaneOutcome;
export const ON: JobStep = { kind: "on" };
export const WAIT: JobStep = { kind: "wait" };

/** The desk columns that identify a job. */
export const aboutJob = ({ id }: Pick<BulkJob, "id">) => ({ area: "publish-bulk", ref: id }) as const;

/** Shopify may be running the job, so its lines may still have an effect. */
const mayRun = ({ state, startSentAt }: BulkJob): boolean =>
  state === "running" || (state === "uploaded" && startSentAt !== null);

/**
 * Postpones the step; after STEP_TRIES_MAX tries the job fails. A job that may be running is polled until Shopify
 * reports its end. Its rows stay held, because a line that runs later would overwrite newer values.
 */
export async function later(
  lane: Lane,
  job: BulkJob,
  step: "upload" | "start" | "download",
  reason: string,
): Promise<JobStep> {
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

/** B5: every line is released, and this subject uses no bulk for a while. */
export async function fail(lane: Lane, job: BulkJob, reason: string): Promise<JobStep> {
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

/**
 * Shopify never received the job and its data may be outdated. Every line is released, and rows still due are planned
 * again.
 */
export async function returnRows(lane: Lane, job: BulkJob): Promise<JobStep> {
  const { db, clock } = lane;
  if (!(await giveUp(lane, job))) return { kind: "more" };
  await lane.write([
    endJob(db, job.id, "done", "it did not start in time", clock.now()),
    closeEntries(db, "publish-bulk", [aboutJob(job)], clock.now()),
  ]);
  lane.log.info("publish.bulk-stale", { job: job.id, kind: job.kind, lines: job.lines });
  return ON;
}
