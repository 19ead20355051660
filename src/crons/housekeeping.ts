import type { Job } from "../job.ts";
import { keepHouse } from "../setup/housekeeping.ts";

/** Once an hour checks the webhooks; once a day deletes what has passed its time. */
export const housekeeping: Job = { name: "housekeeping", run: keepHouse };
