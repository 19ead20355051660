import { expect, it } from "vitest";
import { webhookSilence, type Arrivals } from "../../../src/rules/work/webhook-silence.ts";

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 25, 15);
const before = (minutes: number): number => NOW - minutes * MINUTE;

it.each<[string, Arrivals, number | null]>([
  ["an hour of orders by the sweep alone", { webhookAt: before(61), swept: 3, firstSweptAt: before(50), lastSweptAt: before(5) }, before(61)], // prettier-ignore
  ["no webhook of the day", { webhookAt: null, swept: 9, firstSweptAt: before(70), lastSweptAt: before(1) }, before(70)], // prettier-ignore
  ["a webhook within the hour", { webhookAt: before(59), swept: 9, firstSweptAt: before(55), lastSweptAt: before(1) }, null], // prettier-ignore
  ["two orders are too few", { webhookAt: before(300), swept: 2, firstSweptAt: before(200), lastSweptAt: before(5) }, null], // prettier-ignore
  ["the first sweep, or one after a restore, finds many at once", { webhookAt: null, swept: 90, firstSweptAt: before(80), lastSweptAt: before(79) }, null], // prettier-ignore
  ["no order at all", { webhookAt: null, swept: 0, firstSweptAt: null, lastSweptAt: null }, null],
])("W12: %s", (_, arrivals, since) => {
  expect(webhookSilence(arrivals, NOW)?.since ?? null).toBe(since);
});
