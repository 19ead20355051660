import { alertPass } from "../alerts/pass.ts";
import type { Job } from "../job.ts";
import type { Instant } from "../ports.ts";

/** Looks for what is wrong, and sends what an operator must know. @param intervalsOf name of a job → ms between its ticks */
export const alertsJob = (intervalsOf: (now: Instant) => ReadonlyMap<string, number>): Job => ({
  name: "alerts",
  async run(deps) {
    await alertPass(deps, intervalsOf(deps.clock.now()));
    return "done";
  },
});
