/** Reads a job's answers into the hub, a page a batch; then gives back what had none. */
import { endJob, readFailedJobs, readLines, type BulkJob } from "../../hub/bulk/bulk-jobs.ts";
import { closeEntries } from "../../hub/desk/desk.ts";
import { resultPages, type ResultLine } from "../../shopify/bulk/result-file.ts";
import { aboutJob, fail, later, ON, type Step } from "./end.ts";
import { giveUp, settle } from "./settle.ts";
import type { Lane } from "../lane/lane.ts";

/** Answers whose marks are one batch. */
const PAGE = 100;

/**
 * From the file's line where the hub stands to its end. Answers come in any order (B10); each is matched by its number.
 * @param end the address of the answers, null when there are none; why the job did not complete, null when it did.
 */
export async function collect(
  lane: Lane,
  job: BulkJob,
  end: { readonly url: string | null; readonly failure: string | null },
): Promise<Step> {
  if (end.url !== null)
    for await (const page of resultPages(lane, end.url, job.position, PAGE)) {
      if (page.kind === "failed") return later(lane, job, "download", page.reason);
      await take(lane, job, page.lines, page.from + page.lines.length);
      if (lane.outOfTime()) return { kind: "more" };
    }
  if (end.failure !== null) return fail(lane, job, end.failure);
  if (!(await giveUp(lane, job))) return { kind: "more" };
  const { db, clock } = lane;
  // One that ends well also ends what was said of those of its kind that failed.
  const over = [job.id, ...(await readFailedJobs(db, job.kind))];
  await lane.write([
    endJob(db, job.id, "done", null, clock.now()),
    closeEntries(
      db,
      "publish-bulk",
      over.map((id) => aboutJob({ id })),
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
  const byNumber = new Map(results.flatMap((each) => (each ? [[each.line, each.result] as const] : [])));
  const lines = await readLines(lane.db, job.id, [...byNumber.keys()]);
  await settle(
    lane,
    job,
    lines.map((line) => ({ ...line, kind: job.kind, result: byNumber.get(line.line) ?? null })),
    position,
  );
}
