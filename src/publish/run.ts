import type { Deps } from "../deps.ts";
import { RUN_BUDGET_MS, type JobOutcome, type Run } from "../job.ts";
import { publishProducts } from "./catalog/lane.ts";
import type { LaneOutcome } from "./lane/lane.ts";
import { publishPrices } from "./prices/lane.ts";
import { publishStock } from "./stock/lane.ts";

/** In this order: a third of the run's time each, and what those before it left. */
const LANES = [publishStock, publishPrices, publishProducts] as const;

/**
 * Sends what is due to Shopify: stock, then prices, then the catalogue. None waits for another to be empty.
 * Throws the error of the first broken lane, after the others had their turn.
 */
export async function publishDue(deps: Deps, run: Run): Promise<JobOutcome> {
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
  return outcomes.some(({ kind }) => kind === "more") && outcomes.every(({ kind }) => kind !== "stopped")
    ? "more"
    : "done";
}
