import type { Deps } from "../deps.ts";
import { RUN_BUDGET_MS, type JobOutcome, type Run } from "../job.ts";
import { publishProducts } from "./catalog/lane.ts";
import type { LaneOutcome } from "./lane/lane.ts";
import { goOnMarking } from "./marking.ts";
import { publishPrices } from "./prices/lane.ts";
import { publishStock } from "./stock/lane.ts";

/** In this order, each until its share of the run's time is over: a third for a lane, and what those before it left. */
const STEPS = [
  [goOnMarking, 1 / 6],
  [publishStock, 1 / 3],
  [publishPrices, 2 / 3],
  [publishProducts, 1],
] as const;

/**
 * Sends what is due to Shopify: stock, then prices, then the catalogue. None waits for another to be empty. Before them,
 * what a changed setting makes due is marked.
 * Throws the error of the first broken lane, after the others had their turn.
 */
export async function publishDue(deps: Deps, run: Run): Promise<JobOutcome> {
  const outcomes: LaneOutcome[] = [];
  const broken: unknown[] = [];
  for (const [step, share] of STEPS) {
    try {
      const outcome = await step(deps, run.startedAt + Math.floor(RUN_BUDGET_MS * share));
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
