/**
 * Every topic has exactly one subscription, each dropped subscription has an entry at the desk, and a webhook needs no
 * hub.
 */
import { hubOutageOf } from "../scenario/fault-schedule.ts";
import { WORKER_ORIGIN } from "../scenario/scenario.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "webhooks stand";
const NO_HUB = "webhooks need no hub";
/** Shopify waits so long for an answer: one that comes later in the outage was sent in the outage. */
const ANSWERED_WITHIN_MS = 5_000;
export const TOPICS = [
  "ORDERS_CREATE",
  "ORDERS_PAID",
  "ORDERS_UPDATED",
  "ORDERS_DELETE",
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
  const outage = hubOutageOf(scenario.plan);
  if (outage === null) return;
  for (const { at, topic, status } of journal.deliveries) {
    if (at < outage.from + ANSWERED_WITHIN_MS || at >= outage.until || status === null) continue;
    check(NO_HUB, status < 500, () => `${topic} was answered ${status} while the hub was lost`);
  }
}
