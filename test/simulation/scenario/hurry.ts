/**
 * In a small scenario that waits for nothing but the loads' own intervals, which are up to a quarter of an hour, an operator runs
 * the loads at once. Whole scenarios wait for each.
 */
import { call } from "./api.ts";
import { MINUTE_MS } from "./plan.ts";
import type { Scenario } from "./scenario.ts";

const UNREAD = /^(products|skus|brands|categories|images|order-sweep|order-events) was not read to its end/;
/** A run and what it waits for take less. */
const AGAIN_AFTER_MS = 5 * MINUTE_MS;

/** @param asked load → when it was last asked for; kept by the caller */
export function hurry(scenario: Scenario, why: readonly string[], asked: Map<string, number>): void {
  const { plan, hub, scheduler, actors } = scenario;
  if (plan.size !== "small" || actors.pending > 0) return;
  for (const load of why.flatMap((reason) => UNREAD.exec(reason)?.[1] ?? [])) {
    if (scheduler.now() - (asked.get(load) ?? 0) < AGAIN_AFTER_MS) continue;
    const [row] = hub.run([{ sql: "SELECT count(*) FROM loads WHERE name = ?1", params: [load] }]);
    if (row?.rows[0]?.[0] !== 1) continue; // its first tick is yet to come
    asked.set(load, scheduler.now());
    call(scenario, "POST", `/api/loads/${load}/0/0/run`, undefined, true).catch((error: unknown) =>
      scheduler.fail(error),
    );
  }
}
