/**
 * The bulk lane: each open job continues from the state in its row until Shopify has completed it.
 *
 *   planned    → its lines are uploaded as one file
 *   uploaded   → its start is requested from Shopify; after a start without a response, the shop's operations are searched by name first
 *   running    → its status is polled; nothing else happens while it runs
 *   collecting → the results file is read page by page, one batch each: marks, completed lines, released rows, position
 *   planned or uploaded for too long (a dry run, a pause, a closed shop) → released and planned again
 *   done, failed → lines without a result are released as unknown and looked up before the next send
 * A crash leaves one of these states. A repeated upload leaves an unused file; a start cannot happen twice; a results
 * page read twice finds its lines already completed.
 */
import { PART_BYTES_MAX, RUNNING_MAX, RUNNING_OF_ONE_MAX, STALE_MS } from "../../rules/bulk/thresholds.ts";
import type { Deps } from "../../deps.ts";
import {
  closePlanning,
  countRunning,
  markCompleted,
  markCollecting,
  markRunning,
  markStarted,
  markUploaded,
  markNotStarted,
  markWaiting,
  readOpenJobs,
  type BulkJob,
} from "../../hub/bulk/bulk-jobs.ts";
import { readPayload } from "../../hub/bulk/bulk-lines.ts";
import { covers, readDryRun } from "../../hub/dry-run/dry-run.ts";
import type { Instant } from "../../ports.ts";
import { findStarted, isBusy, namedDocument, readBulk, startBulk } from "../../shopify/bulk/bulk-operation.ts";
import { stageFile, uploadFile } from "../../shopify/bulk/staged-file.ts";
import type { AdminFailure, Priority as CallLane } from "../../shopify/client/result.ts";
import { codeOf, type Called } from "../../shopify/client/user-errors.ts";
import { collect } from "./collect.ts";
import { documentOf } from "./documents.ts";
import { fail, returnRows, later, ON, WAIT, type JobStep } from "./end.ts";
import { KINDS, subjectOf } from "../lane/bulk-plan.ts";
import { stepAfter } from "../lane/failure-step.ts";
import { runLane, type Lane, type LaneOutcome } from "../lane/lane.ts";

/** A start without a response counts as lost only after this time. */
const NOT_THERE_AFTER_MS = 60_000;
/** Wait for a free slot; slots are freed when a job ends. */
const TURN_MS = 30_000;
const PAYLOAD_PAGE = 500;
/** Between two looks at a job that runs; with ticks of a minute a run looks until the next one comes. */
const LOOK_EVERY_MS = 10_000;
const LOOKS_MS = 45_000;
/** A planner adds lines during one run at most; a job in planning for longer has lost its planner. */
const PLANNING_MS = 600_000;

export async function publishBulk(deps: Deps, until: Instant): Promise<LaneOutcome> {
  if ((await readOpenJobs(deps.db, deps.clock.now())).length === 0) return { kind: "done" };
  return runLane(deps, "publish-bulk", until, async (lane) => {
    const lookUntil = lane.clock.now() + LOOKS_MS;
    for (;;) {
      const ended = await advanceAll(lane);
      if (ended !== null) return ended;
      // The webhook of its end may be lost, and the next tick is up to a minute away.
      if ((await countRunning(lane.db)).size === 0 || lane.clock.now() + LOOK_EVERY_MS > lookUntil) return DONE;
      await lane.clock.sleep(LOOK_EVERY_MS);
      if (lane.outOfTime()) return DONE;
    }
  });
}

const DONE: LaneOutcome = { kind: "done" };

/** @returns null: each job is as far as it can come now */
async function advanceAll(lane: Lane): Promise<LaneOutcome | null> {
  const dry = await readDryRun(lane.db);
  for (const job of await readOpenJobs(lane.db, lane.clock.now())) {
    if (covers(dry, callLane(job))) continue; // the job pauses, as its rows would
    const ended = await advance(lane, job.id);
    if (ended.kind === "more" || (ended.kind === "stopped" && ended.forShop)) return ended;
    if (lane.outOfTime()) return { kind: "more" };
  }
  return null;
}

async function advance(lane: Lane, id: string): Promise<LaneOutcome> {
  for (;;) {
    // Read again after each step: the row is the only state.
    const job = (await readOpenJobs(lane.db, lane.clock.now())).find((openJob) => openJob.id === id);
    if (!job) return { kind: "done" };
    const step = await stepOf(lane, job);
    switch (step.kind) {
      case "on":
        if (lane.outOfTime()) return { kind: "more" };
        continue;
      case "wait":
        return { kind: "done" };
      case "done":
      case "more":
      case "stopped":
        return step;
    }
  }
}

async function stepOf(lane: Lane, job: BulkJob): Promise<JobStep> {
  switch (job.state) {
    case "planning":
      if (lane.clock.now() - job.createdAt < PLANNING_MS) return WAIT;
      await lane.write([closePlanning(lane.db, KINDS[subjectOf(job.kind)])]);
      return ON;
    case "planned":
      return upload(lane, job);
    case "uploaded":
      return start(lane, job);
    case "running":
    case "collecting":
      return follow(lane, job);
    case "done":
    case "failed":
      return WAIT;
  }
}

const callLane = (job: BulkJob): CallLane => (subjectOf(job.kind) === "prices" ? "prices" : "catalog");

const isStale = ({ clock }: Lane, { kind, createdAt }: BulkJob): boolean =>
  clock.now() - createdAt > STALE_MS[subjectOf(kind)];

/** B3: when the upload fails, the job stays pending and an entry is opened. */
async function upload(lane: Lane, job: BulkJob): Promise<JobStep> {
  const { db } = lane;
  if (isStale(lane, job)) return returnRows(lane, job);
  const running = await countRunning(db);
  const all = [...running.values()].reduce((sum, jobs) => sum + jobs, 0);
  const ofSubject = KINDS[subjectOf(job.kind)].reduce((sum, kind) => sum + (running.get(kind) ?? 0), 0);
  if (all >= RUNNING_MAX || ofSubject >= RUNNING_OF_ONE_MAX) return WAIT; // B2
  const lines: string[] = [];
  let bytes = 0;
  for (;;) {
    const page = await readPayload(db, job.id, lines.length - 1, PAYLOAD_PAGE);
    for (const { payload } of page) {
      // A line's number is its position in the file.
      if (payload === null) return fail(lane, job, "uma linha sem conteúdo");
      lines.push(payload);
      bytes += payload.length;
    }
    if (page.length < PAYLOAD_PAGE) break;
  }
  if (lines.length === 0) return fail(lane, job, "sem linhas");
  if (bytes > PART_BYTES_MAX) throw new RangeError(`job ${job.id}: ${bytes} characters in one file`);
  const filename = `gondola-${job.id}.jsonl`;
  const staged = await stageFile(lane.shopify, filename, callLane(job));
  if (staged.kind !== "done") return notDone(lane, job, "upload", staged);
  const uploaded = await uploadFile(lane, staged.value, filename, lines);
  if (!uploaded.ok) return later(lane, job, "upload", uploaded.reason);
  await lane.write(markUploaded(db, job.id, uploaded.path, lane.config.keepPayloads));
  return ON;
}

async function start(lane: Lane, job: BulkJob): Promise<JobStep> {
  const { db, clock } = lane;
  if (job.startSentAt !== null) {
    const found = await findStarted(lane.shopify, job.kind, job.id, callLane(job));
    if (!found.ok) return notDone(lane, job, "start", { kind: "failed", failure: found.failure });
    if (found.data) {
      await lane.write([markRunning(db, job.id, found.data.id)]);
      return ON;
    }
    if (clock.now() - job.startSentAt < NOT_THERE_AFTER_MS) return WAIT;
  }
  if (isStale(lane, job)) return returnRows(lane, job);
  if (job.stagedPath === null) return fail(lane, job, "sem arquivo");
  await lane.write([markStarted(db, job.id, clock.now())]);
  const mutation = namedDocument(documentOf(job.kind), job.kind, job.id);
  const begun = await startBulk(lane.shopify, { id: job.id, mutation, path: job.stagedPath, lane: callLane(job) });
  if (begun.kind === "done") {
    await lane.write([markRunning(db, job.id, begun.value)]);
    return WAIT; // the operation has only started
  }
  if (begun.kind === "userErrors" && begun.errors.every((error) => isBusy(codeOf(error)))) {
    // B2: a job of another app, or one unknown to the hub
    await lane.write([markWaiting(db, job.id, clock.now() + TURN_MS)]);
    return WAIT;
  }
  if (begun.kind === "failed" && begun.failure.kind === "unknown") return WAIT; // the next run searches for it
  await lane.write([markNotStarted(db, job.id)]);
  return notDone(lane, { ...job, startSentAt: null }, "start", begun);
}

/** B9: the webhook only triggers this step earlier. */
async function follow(lane: Lane, job: BulkJob): Promise<JobStep> {
  if (job.gid === null) return fail(lane, job, "sem identificação na Shopify");
  const read = await readBulk(lane.shopify, job.gid, callLane(job));
  if (!read.ok) return notDone(lane, job, "download", { kind: "failed", failure: read.failure });
  const operation = read.data;
  if (!operation) return collect(lane, job, { url: null, failure: "a Shopify não a conhece mais" });
  switch (operation.status) {
    case "CREATED":
    case "RUNNING":
    case "CANCELING":
      if (job.tries > 0) await lane.write([markCompleted(lane.db, job.id)]);
      return WAIT;
    case "COMPLETED":
      if (job.state === "running") await lane.write([markCollecting(lane.db, job.id, null)]);
      return collect(lane, job, { url: operation.url, failure: null });
    case "FAILED":
    case "CANCELED":
    case "EXPIRED": {
      const failure = [operation.status, operation.errorCode ?? ""].join(" ").trim();
      if (job.state === "running") await lane.write([markCollecting(lane.db, job.id, failure)]);
      // Lines that ran before the job ended have results.
      return collect(lane, job, { url: operation.url ?? operation.partialDataUrl, failure });
    }
  }
}

async function notDone(
  lane: Lane,
  job: BulkJob,
  step: "upload" | "start" | "download",
  called: Exclude<Called<unknown>, { kind: "done" }>,
): Promise<JobStep> {
  if (called.kind === "userErrors")
    return later(lane, job, step, called.errors.map((error) => `${codeOf(error)}: ${error.message}`).join("\n"));
  const { failure } = called;
  if (stepAfter(failure) === "stop") return lane.stop(failure);
  return later(lane, job, step, wordsOf(failure));
}

const wordsOf = (failure: AdminFailure): string => ("message" in failure ? failure.message : failure.kind);
