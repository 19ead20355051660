import { dryRunPass } from "../dry-run/pass.ts";
import { RUN_BUDGET_MS, type Job } from "../job.ts";
import type { LaneOutcome } from "../publish/lane/lane.ts";
import { publishPrices } from "../publish/prices/lane.ts";
import { publishProducts } from "../publish/catalog/lane.ts";
import { publishStock } from "../publish/stock/lane.ts";

/**
 * What is due goes to Shopify: stock, then prices, then the catalogue. Each has a third of the run's time for itself and
 * whatever those before it left, so that none waits for another to be empty. Throws what broke a lane, after the others had
 * their turn.
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
        broken.push(error); // its trouble is no other lane's
      }
    }
    if (broken.length > 0) throw broken[0];
    // What is held back is looked at and shown instead.
    const shown = await dryRunPass(deps, run);
    if (shown === "more") return "more";
    return outcomes.some(({ kind }) => kind === "more") && outcomes.every(({ kind }) => kind !== "stopped")
      ? "more"
      : "done";
  },
};
