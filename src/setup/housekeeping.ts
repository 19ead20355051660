import type { Deps } from "../deps.ts";
import { acquireLease, releaseLease } from "../hub/loads/leases.ts";
import { RETENTIONS, type Retention } from "../hub/loads/retention.ts";
import { sumNextPeriod } from "../hub/loads/run-sums.ts";
import { keepPrivacy } from "./keep-privacy.ts";
import type { JobOutcome, Run } from "../job.ts";
import { checkScopes, checkVersion } from "./check-scopes.ts";
import { renewWebhooks } from "./renew-webhooks.ts";
import { refreshSafety } from "./safety-stock.ts";

/** Once a day is enough: a lease of a day, released only by a run that left something. */
const EVERY_MS = 23 * 3_600_000;
/** Portions are two or three statements; D1 allows a thousand an invocation. */
const PORTIONS_MAX = 200;
/** Twelve days of runs: after a deployment the report is fast within some hours. */
const PERIODS_MAX = 72;

/** Once an hour sums past runs, computes the safety stock, does what privacy law asked for and checks the webhooks; once a day checks the scopes and deletes what has passed its time. */
export async function keepHouse(deps: Deps, run: Run): Promise<JobOutcome> {
  for (let periods = 0; periods < PERIODS_MAX && !run.outOfTime(); periods += 1)
    if (!(await sumNextPeriod(deps.db, deps.clock.now()))) break;
  await keepPrivacy(deps, run);
  await refreshSafety(deps);
  await deleteOld(deps, run);
  await renewWebhooks(deps);
  await checkScopes(deps);
  await checkVersion(deps);
  return "done";
}

/** Runs, finished orders' timelines, webhook deliveries, closed desk entries. What is left goes in an hour. */
async function deleteOld({ db, clock, log }: Deps, run: Run): Promise<void> {
  const lease = await acquireLease(db, "housekeeping", clock.now(), EVERY_MS);
  if (!lease) return;
  let portions = 0;
  let open: readonly Retention[] = RETENTIONS;
  while (open.length > 0 && portions < PORTIONS_MAX && !run.outOfTime()) {
    const left: Retention[] = [];
    // One portion of each kind in turn: a long kind does not keep the others from theirs.
    for (const retention of open) {
      if (await retention(db, clock.now())) left.push(retention);
      portions += 1;
    }
    open = left;
  }
  const more = open.length > 0;
  if (more) await releaseLease(db, lease, clock.now());
  log.info("housekeeping.done", { portions, more });
}
