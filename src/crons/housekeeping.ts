import type { Deps } from "../deps.ts";
import { acquireLease } from "../hub/loads/leases.ts";
import { deletePortion } from "../hub/loads/retention.ts";
import type { Job, Run } from "../job.ts";
import { renewWebhooks } from "../setup/renew-webhooks.ts";

/** Its tables have no index on time, so once a day is enough. The lock is a lease of one day that is never released. */
const EVERY_MS = 23 * 3_600_000;
const PORTIONS_MAX = 200;

/** Checks the webhooks once an hour; deletes expired records once a day. */
export const housekeeping: Job = {
  name: "housekeeping",
  async run(deps, run) {
    await deleteOld(deps, run);
    await renewWebhooks(deps);
    return "done";
  },
};

/**
 * Expired runs, timelines of finished orders, webhook deliveries, closed desk entries. The rest is deleted the next
 * day.
 */
async function deleteOld({ db, clock, log }: Deps, run: Run): Promise<void> {
  const lease = await acquireLease(db, "housekeeping", clock.now(), EVERY_MS);
  if (!lease) return;
  let portions = 0;
  let more = true;
  while (more && portions < PORTIONS_MAX && !run.outOfTime()) {
    more = await deletePortion(db, clock.now());
    portions += 1;
  }
  log.info("housekeeping.done", { portions, more });
}
