/** Reads a job's results into the hub, one page per batch, then releases the lines without a result. */
import { endJob, readFailedJobs, type BulkJob } from "../../hub/bulk/bulk-jobs.ts";
import { readLines } from "../../hub/bulk/bulk-lines.ts";
import { closeEntries } from "../../hub/desk/desk.ts";
import { resultPages, type ResultLine } from "../../shopify/bulk/result-file.ts";
import { aboutJob, fail, later, ON, type JobStep } from "./end.ts";
import { giveUp, saveResults } from "./results.ts";
import type { Lane } from "../lane/lane.ts";

/** Results whose marks are written in one batch. */
const PAGE = 100;

/**
 * Reads from the stored position to the end of the file. Results come in any order (B10); result is matched by its line
 * number.
 * @param end `url` of the results, null when there are none; `failure`: why the job did not complete, null when it did
 */
export async function collect(
  lane: Lane,
  job: BulkJob,
  end: { readonly url: string | null; readonly failure: string | null },
): Promise<JobStep> {
  if (end.url !== null)
    for await (const page of resultPages(lane, end.url, job.position, PAGE)) {
      if (page.kind === "failed") return later(lane, job, "download", page.reason);
      await take(lane, job, page.lines, page.from + page.lines.length);
      if (lane.outOfTime()) return { kind: "more" };
    }
  if (end.failure !== null) return fail(lane, job, end.failure);
  if (!(await giveUp(lane, job))) return { kind: "more" };
  const { db, clock } = lane;
  // A completed job also closes the entries of failed jobs of the same kind.
  const closed = [job.id, ...(await readFailedJobs(db, job.kind))];
  await lane.write([
    endJob(db, job.id, "done", null, clock.now()),
    closeEntries(
      db,
      "publish-bulk",
      closed.map((id) => aboutJob({ id })),
      clock.now(),
    ),
  ]);
  lane.log.info("publish.bulk-done", { job: job.id, kind: job.kind, lines: job.lines });
  return ON;
}

async function take(
  lane: Lane,
  job: BulkJob,
  results: readonly (ResultLine | null)[],
  position: number,
): Promise<void> {
  const byNumber = new Map(results.flatMap((result) => (result ? [[result.line, result.result] as const] : [])));
  const lines = await readLines(lane.db, job.id, [...byNumber.keys()]);
  await saveResults(
    lane,
    job,
    lines.map((line) => ({ ...line, kind: job.kind, result: byNumber.get(line.line) ?? null })),
    position,
  );
}
