/** Shopify shows less than there is: approval withdrawn, a scope taken away, pages that contradict themselves. */
import { scopesWithout } from "../../../sim/shopify/options.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";

/** The scope by which an app changes, and by which this one sees, a merchant's own fulfilment orders; without it they are left out in silence. */
export const OWN_FULFILMENTS = "write_merchant_managed_fulfillment_orders";
const LISTS = ["QueryRoot.orders", "QueryRoot.orders", "Order.lineItems", "Order.fulfillmentOrders"] as const;

export function scheduleWithheldReads(scenario: Scenario): void {
  const { plan, streams, systems, scheduler, story, faults, fulfilmentsDenied } = scenario;
  const { control } = systems.shop;
  const stream = streams("withheld reads");
  const { withholds, strangePages, missingScopes } = plan.features;
  const sometime = () => plan.stormFrom + Math.floor(stream.chance() * 0.8 * (plan.stormUntil - plan.stormFrom));
  if (withholds !== null && plan.weather !== "quiet") {
    const from = sometime();
    const until = Math.min(plan.stormUntil, from + stream.between(3, 15) * MINUTE_MS);
    scheduler.at(from, () => {
      if (withholds === "approval") control.setDataApproved(false);
      else {
        const granted = scopesWithout(...missingScopes, OWN_FULFILMENTS);
        control.setScopes(granted);
        if (!granted.some((scope) => scope.endsWith("_fulfillment_orders"))) fulfilmentsDenied.push({ from, until });
      }
      faults.add(`shop: withholds ${withholds}`);
      story?.(`shop: withholds ${withholds}`);
    });
    scheduler.at(until, () => {
      control.setDataApproved(true);
      control.setScopes(scopesWithout(...missingScopes));
      story?.("shop: withholds nothing any more");
    });
  }
  if (plan.weather === "quiet") return;
  for (let n = 0; n < strangePages; n += 1) {
    const list = stream.pick(LISTS);
    const kind = stream.pick(["empty", "cut"] as const);
    const times = stream.between(1, 4);
    scheduler.at(sometime(), () => {
      control.breakPages(list, kind, times);
      faults.add("shop: page contradicts itself");
      story?.(`shop: ${times} pages of ${list} contradict themselves`);
    });
  }
}

/** With the storm's end. */
export function endStrangePages({ systems }: Scenario): void {
  for (const list of LISTS) systems.shop.control.breakPages(list, "empty", 0);
}
