import type { Deps } from "../deps.ts";
import { acquireLease } from "../hub/loads/leases.ts";
import { deletePortion } from "../hub/loads/retention.ts";
import type { JobOutcome, Run } from "../job.ts";
import { renewWebhooks } from "./renew-webhooks.ts";

/** The tables that it reads have no index on time, so once a day is enough: a lease of a day that is never released. */
const EVERY_MS = 23 * 3_600_000;
const PORTIONS_MAX = 200;

/** Once an hour checks the webhooks; once a day deletes what has passed its time. */
export async function keepHouse(deps: Deps, run: Run): Promise<JobOutcome> {
  await deleteOld(deps, run);
  await renewWebhooks(deps);
  return "done";
}

/** Runs, finished orders' timelines, webhook deliveries, closed desk entries. What is left goes tomorrow. */
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
