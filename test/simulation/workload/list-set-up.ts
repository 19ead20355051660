/** An operator has price lists set up, with market and catalogue, in a shop whose plan may not include them. */
import { operate } from "../scenario/api.ts";
import { MINUTE_MS } from "../scenario/plan.ts";
import { OPS_TOKEN, WORKER_ORIGIN, type Scenario } from "../scenario/scenario.ts";
import { sometime } from "./erp-actors.ts";

/** Longer than the lease of a set-up whose outcome is unknown. */
const AGAIN_AFTER_MS = 11 * MINUTE_MS;

export function scheduleListSetUp(scenario: Scenario): void {
  const { listSetUp, missingScopes, dryRunMs } = scenario.plan.features;
  if (missingScopes.includes("write_markets") || dryRunMs !== null) return;
  const stream = scenario.streams("list set-up, when");
  for (const buyers of listSetUp?.buyers ?? [])
    operate(scenario, sometime(scenario, stream), () => setUp(scenario, buyers));
}

/** Until Shopify's answer is known; a refusal is one. */
async function setUp(scenario: Scenario, buyers: "location" | "country" | "state"): Promise<void> {
  const { scheduler, story, operator, systems } = scenario;
  const of =
    buyers === "location"
      ? { locationId: systems.places[0]?.locationId }
      : { region: { country: "BR", state: buyers === "state" ? "SP" : null } };
  for (;;) {
    const ended = await scenario.ask(
      new Request(`${WORKER_ORIGIN}/api/price-lists/setup`, {
        method: "POST",
        headers: { authorization: `Bearer ${OPS_TOKEN}`, "content-type": "application/json" },
        body: JSON.stringify({ name: `Preços ${buyers}`, ...of }),
      }),
    );
    const body: unknown = ended.outcome === "ok" ? await ended.value.json() : {};
    const code = String(Reflect.get(Object(body) as object, "code"));
    const answer = ended.outcome === "ok" ? (ended.value.ok ? "stands" : code) : ended.outcome;
    story?.(`operator: the price list of ${buyers}: ${answer}`);
    if (ended.outcome === "ok" && (ended.value.ok || (ended.value.status === 409 && answer !== "setup-in-progress"))) {
      operator.listSetUps.set(buyers, answer);
      return;
    }
    await scheduler.sleep(AGAIN_AFTER_MS);
  }
}
