/** Every topic has exactly one subscription, and each dropped subscription has an entry at the desk. */
import { WORKER_ORIGIN } from "../scenario/scenario.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "webhooks stand";
export const TOPICS = [
  "ORDERS_CREATE",
  "ORDERS_PAID",
  "ORDERS_UPDATED",
  "ORDERS_EDITED",
  "ORDERS_CANCELLED",
  "BULK_OPERATIONS_FINISH",
] as const;

export function judgeWebhooks({ scenario, desk, check }: JudgeContext): void {
  const { state, journal } = scenario.systems.shop;
  const standing = [...state.subscriptions.values()].filter(({ uri }) => uri === `${WORKER_ORIGIN}/webhooks/shopify`);
  for (const topic of TOPICS) {
    const count = standing.filter((each) => each.topic === topic).length;
    check(INVARIANT, count === 1, () => `${topic} is subscribed ${count} times`);
  }
  const dropped = journal.effects("webhook-dropped").map(({ effect }) => String(effect["topic"]));
  check(
    INVARIANT,
    dropped.length === 0 || desk.some((entry) => entry.reason === "webhook-dropped" && entry.state === "open"),
    () => `Shopify dropped ${dropped.join(", ")}, and no entry says so`,
  );
}
