import { dryRunPass } from "../dry-run/pass.ts";
import { RUN_BUDGET_MS, type Job } from "../job.ts";
import type { LaneOutcome } from "../publish/lane/lane.ts";
import { publishPrices } from "../publish/prices/lane.ts";
import { publishProducts } from "../publish/catalog/lane.ts";
import { publishStock } from "../publish/stock/lane.ts";

/**
 * Sends due records to Shopify: stock, then prices, then the catalogue. Each lane has a third of the run's time plus
 * the time left by the lanes before it, so no lane waits for another to finish. Throws a lane's error after the other
 * lanes ran.
 */
const LANES = [publishStock, publishPrices, publishProducts] as const;

export const publish: Job = {
  name: "publish",
  async run(deps, run) {
    const outcomes: LaneOutcome[] = [];
    const broken: unknown[] = [];
    for (const [index, lane] of LANES.entries()) {
      const until = run.startedAt + Math.floor((RUN_BUDGET_MS * (index + 1)) / LANES.length);
      try {
        const outcome = await lane(deps, until);
        outcomes.push(outcome);
        if (outcome.kind === "stopped" && outcome.forShop) break;
      } catch (error) {
        broken.push(error); // one lane's error does not stop the others
      }
    }
    if (broken.length > 0) throw broken[0];
    // A blocked lane is previewed instead.
    const shown = await dryRunPass(deps, run);
    if (shown === "more") return "more";
    return outcomes.some(({ kind }) => kind === "more") && outcomes.every(({ kind }) => kind !== "stopped")
      ? "more"
      : "done";
  },
};
