/** Customers use their rights (LGPD): they ask for their data, or for its deletion, while their orders are on the way. */
import { requestPrivacy, type PrivacyRequest, type PrivacyTopic } from "../../../sim/shopify/privacy-requests.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { WORKER_ORIGIN, type Scenario } from "../scenario/scenario.ts";
import { sometime } from "./erp-actors.ts";

const FIRST_NUMBER = 880_000;

/** Puts the requests of a scenario on the clock. */
export function schedulePrivacy(scenario: Scenario): void {
  const { plan, streams, systems, story } = scenario;
  const stream = streams("privacy requests");
  for (let n = 0; n < (plan.features.privacy?.requests ?? 0); n += 1)
    scenario.doAt(sometime(scenario, stream), () => {
      const all = stream.shuffled([...systems.shop.state.orders.values()]);
      if (all.length === 0) return;
      const topic = stream.hits(0.7) ? "CUSTOMERS_REDACT" : "CUSTOMERS_DATA_REQUEST";
      const request = ask(scenario, topic, all.slice(0, stream.between(1, 3)));
      story?.(`customer: ${topic} for ${request.orderIds.join(", ")}`);
    });
}

/** Shopify sends a request, and the scenario keeps it for its judgement. */
export function ask(scenario: Scenario, topic: PrivacyTopic, orders: readonly Order[]): PrivacyRequest {
  const { systems, privacy } = scenario;
  const request = requestPrivacy({
    webhooks: systems.shop.webhooks,
    shop: "gondola-sim.myshopify.com",
    uri: `${WORKER_ORIGIN}/webhooks/shopify`,
    topic,
    orders,
    number: FIRST_NUMBER + privacy.length,
  });
  privacy.push(request);
  systems.plan(scenario.scheduler);
  return request;
}
