/** Shopify removes subscriptions whose deliveries failed in a row: some of the Worker's, once in the storm. */
import { operate } from "../night/api.ts";
import type { Night } from "../night/night.ts";

export function scheduleDroppedWebhooks(night: Night): void {
  const { plan, dice, houses, faults, story, scheduler } = night;
  if (!plan.lanes.dropsWebhooks) return;
  const die = dice("dropped webhooks");
  const at = plan.stormFrom + Math.floor(die.chance() * (plan.stormUntil - plan.stormFrom));
  operate(night, at, async () => {
    const { subscriptions } = houses.shop.state;
    const dropped = die.shuffled([...subscriptions.values()]).slice(0, die.between(1, subscriptions.size));
    for (const { id, topic } of dropped) {
      subscriptions.delete(id);
      houses.shop.journal.shopActions.push({ at: scheduler.now(), effect: { kind: "webhook-dropped", topic } });
      faults.add("shop: webhook dropped");
    }
    story?.(`shop: drops the webhooks ${dropped.map(({ topic }) => topic).join(", ")}`);
  });
}
