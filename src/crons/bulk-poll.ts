import { RUN_BUDGET_MS, type Job } from "../job.ts";
import { publishBulk } from "../publish/bulk/lane.ts";

/** Bulk jobs on their way: looked after every minute, and at once when Shopify says that one has ended (bulk_operations/finish). */
export const bulkPoll: Job = {
  name: "bulk-poll",
  run: async (deps, run) =>
    (await publishBulk(deps, run.startedAt + RUN_BUDGET_MS)).kind === "more" ? "more" : "done",
};
