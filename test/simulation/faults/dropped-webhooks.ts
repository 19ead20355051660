/** Shopify removes subscriptions whose deliveries failed in a row: some of the Worker's, once in the storm. */
import { operate } from "../scenario/api.ts";
import type { Scenario } from "../scenario/scenario.ts";

export function scheduleDroppedWebhooks(scenario: Scenario): void {
  const { plan, streams, systems, faults, story, scheduler } = scenario;
  if (!plan.features.dropsWebhooks) return;
  const stream = streams("dropped webhooks");
  const at = plan.stormFrom + Math.floor(stream.chance() * (plan.stormUntil - plan.stormFrom));
  operate(scenario, at, async () => {
    const { subscriptions } = systems.shop.state;
    const dropped = stream.shuffled([...subscriptions.values()]).slice(0, stream.between(1, subscriptions.size));
    for (const { id, topic } of dropped) {
      subscriptions.delete(id);
      systems.shop.journal.shopActions.push({ at: scheduler.now(), effect: { kind: "webhook-dropped", topic } });
      faults.add("shop: webhook dropped");
    }
    story?.(`shop: drops the webhooks ${dropped.map(({ topic }) => topic).join(", ")}`);
  });
}
