import { takeLease } from "../hub/loads.ts";
import { deletePortion } from "../hub/retention.ts";
import type { Job } from "./job.ts";

/** The tables it looks through have no index on time, so once a day is enough; its lease is its calendar. */
const EVERY_MS = 23 * 3_600_000;
const PORTIONS_MAX = 200;

/** Deletes what has passed its time: runs, finished orders' timelines, webhook deliveries, closed desk entries. */
export const housekeeping: Job = {
  name: "housekeeping",
  async run({ db, clock, log }, run) {
    const lease = await takeLease(db, { name: "housekeeping", company: 0, segment: 0 }, clock.now(), EVERY_MS);
    if (!lease) return "done";
    let portions = 0;
    let more = true;
    while (more && portions < PORTIONS_MAX && !run.outOfTime()) {
      more = await deletePortion(db, clock.now());
      portions += 1;
    }
    log.info("housekeeping.done", { portions, more });
    return "done"; // what is left goes tomorrow
  },
};
