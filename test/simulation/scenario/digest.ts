import { createHash } from "node:crypto";
import { stateOf } from "../../../sim/consinco/view.ts";
import type { Scenario } from "./scenario.ts";

/** Stands for a whole scenario: two runs of one seed must agree in it. */
export function digestOf({ systems, lines, bodies, scheduler, faults, steps }: Scenario): string {
  const { shop, erp } = systems;
  const hash = createHash("sha256");
  for (const part of [
    shop.journal.requests,
    shop.journal.mutations,
    shop.journal.shopActions,
    shop.journal.deliveries,
    erp.journal.calls,
  ])
    hash.update(JSON.stringify(part));
  hash.update(
    JSON.stringify([erp.journal.orders(), stateOf(erp.state, 1, 1), lines, bodies, scheduler.now(), scheduler.ran]),
  );
  hash.update(JSON.stringify([faults.sorted(), steps.sorted()]));
  return hash.digest("hex");
}
