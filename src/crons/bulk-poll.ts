import { RUN_BUDGET_MS, type Job } from "../job.ts";
import { publishBulk } from "../publish/bulk/lane.ts";

/** Polls running bulk jobs every minute, and at once when Shopify reports the end of one (bulk_operations/finish). */
export const bulkPoll: Job = {
  name: "bulk-poll",
  run: async (deps, run) =>
    (await publishBulk(deps, run.startedAt + RUN_BUDGET_MS)).kind === "more" ? "more" : "done",
};
