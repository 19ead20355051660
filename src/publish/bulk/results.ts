/** Lines with or without results: marks, released rows, completed lines and the job's counts in one batch. */
import { markCollected, type BulkJob } from "../../hub/bulk/bulk-jobs.ts";
import { readRemainingLines, completeLines, type LineCounts } from "../../hub/bulk/bulk-lines.ts";
import type { ReplayedLine } from "../lane/bulk-line.ts";
import { subjectOf } from "../lane/bulk-plan.ts";
import { replayPrices } from "../prices/bulk.ts";
import { replayProducts } from "../catalog/bulk.ts";
import type { Lane } from "../lane/lane.ts";

const PAGE = 100;

/**
 * Lines without a result: released, still due.
 * @returns false when the time is spent before the last line
 */
export async function giveUp(lane: Lane, job: BulkJob): Promise<boolean> {
  for (;;) {
    const remaining = await readRemainingLines(lane.db, job.id, PAGE);
    if (remaining.length === 0) return true;
    await saveResults(
      lane,
      job,
      remaining.map((line) => ({ ...line, kind: job.kind, result: null })),
      null,
    );
    if (lane.outOfTime() && remaining.length === PAGE) return false;
  }
}

/** @param position the line of the results file that the hub has reached; null: unchanged */
export async function saveResults(
  lane: Lane,
  job: BulkJob,
  lines: readonly ReplayedLine[],
  position: number | null,
): Promise<void> {
  const { db } = lane;
  if (lines.length === 0) {
    await lane.write([markCollected(db, job.id, position, { sent: 0, refused: 0, pending: 0 })]);
    return;
  }
  const { outcomes, statements } = await (subjectOf(job.kind) === "prices" ? replayPrices : replayProducts)(
    lane,
    job.id,
    lines,
  );
  await lane.write([
    ...statements,
    completeLines(db, job.id, outcomes, lane.config.keepPayloads),
    markCollected(db, job.id, position, countsOf(outcomes.values())),
  ]);
}

function countsOf(outcomes: Iterable<keyof LineCounts>): LineCounts {
  const counts = { sent: 0, refused: 0, pending: 0 };
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
}
