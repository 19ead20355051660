/**
 * 100 scenarios that are always the same and 25 new ones (FRESH_SCENARIOS=n: n of them); more are `npm run simulate`'s. A
 * failure names its seed and how to see it.
 */
import { availableParallelism } from "node:os";
import { beforeAll, describe, expect, it } from "vitest";
import { freshBase } from "./fresh-base.ts";
import type { ScenarioResult } from "./scenario/run.ts";
import { INVARIANTS } from "./oracle/judge.ts";
import { runSeeds, seedsFrom } from "./pool.ts";

const CHUNK = 25;
/** The lowest seed with an outage of fourteen hours: one scenario in seventy has one, and it must be among the fixed. */
const OUTAGE = 208;
const FRESH_COUNT = Math.ceil(Number(process.env["FRESH_SCENARIOS"] ?? "25") / CHUNK) * CHUNK;
const FIXED = [...seedsFrom(1, 99), OUTAGE];
const FRESH = seedsFrom(freshBase(), FRESH_COUNT);

const results = new Map<number, ScenarioResult>();
const broken: string[] = [];

beforeAll(async () => {
  if (FRESH.length > 0) console.log(`simulation: ${FRESH.length} fresh seeds from ${FRESH[0]}`);
  await runSeeds({
    // The longest scenario first, so that no core waits for it at the end.
    seeds: [OUTAGE, ...FIXED.filter((seed) => seed !== OUTAGE), ...FRESH],
    processes: availableParallelism(),
    onScenario: (result) => results.set(result.seed, result),
    onBroken: (seed, reason) => broken.push(`seed ${seed}: ${reason}`),
  });
}, 1_200_000);

const chunks = (seeds: readonly number[]) =>
  Array.from({ length: Math.ceil(seeds.length / CHUNK) }, (_, index) => {
    const chunk = seeds.slice(index * CHUNK, (index + 1) * CHUNK);
    return { from: chunk[0], to: chunk.at(-1), chunk };
  });

function violationsOf(seeds: readonly number[]): string[] {
  return seeds.flatMap((seed) => {
    const result = results.get(seed);
    if (!result) return [`seed ${seed} did not run`];
    return result.violations.map(
      ({ invariant, what }) => `${invariant}: ${what}  (npm run simulate -- --seed ${seed} --trace)`,
    );
  });
}

const sums = (part: "checks" | "faults") => {
  const counts: Record<string, number> = {};
  for (const result of results.values())
    for (const [name, count] of Object.entries(result[part])) counts[name] = (counts[name] ?? 0) + count;
  return counts;
};

describe("nothing is lost and nothing is doubled", () => {
  it.each(chunks(FIXED))(`in the ${CHUNK} fixed scenarios from seed $from to $to`, ({ chunk }) => {
    expect(violationsOf(chunk)).toEqual([]);
  });

  it.each(chunks(FRESH))(`in ${CHUNK} new scenarios, from seed $from to $to`, ({ chunk }) => {
    expect(violationsOf(chunk)).toEqual([]);
  });

  it("the harness itself breaks in none of them", () => {
    expect(broken).toEqual([]);
  });
});

describe("the scenarios exercised everything", () => {
  it.each(INVARIANTS)("%s was checked", (invariant) => {
    expect(sums("checks")[invariant] ?? 0).toBeGreaterThan(0);
  });

  it.each([
    "cron: tick late",
    "cron: tick skipped",
    "cron: tick twice",
    "d1: answer late by minutes",
    "d1: lost after the commit",
    "d1: lost before the commit",
    "d1: overloaded",
    "erp: bad record badEan",
    "erp: bad record blankName",
    "erp: bad record duplicateEan",
    "erp: bad record fourthDecimal",
    "erp: bad record quantityInWords",
    "erp: bad record fractionOfCent",
    "erp: bad record invalidDate",
    "erp: bad record longName",
    "erp: bad record missingPrice",
    "erp: bad record negativePrice",
    "erp: bad record negativeStock",
    "erp: bad record promotionNotBelowNormal",
    "erp: bad record unknownField",
    "erp: bad record zeroPrice",
    "erp: clock off by minutes",
    "erp: commits late",
    "erp: cutAfter",
    "erp: cutBefore",
    "erp: html",
    "erp: htmlAfter",
    "erp: latency",
    "erp: slowBody",
    "erp: event out of order",
    "erp: event twice",
    "erp: 500",
    "erp: gone",
    "erp: login refused",
    "erp: outage",
    "erp: statusAfter",
    "erp: tokens revoked",
    "erp: truncated",
    "isolate: a page stands still for minutes",
    "isolate: dies after a step",
    "isolate: dies before a step",
    "network: answer late by minutes",
    "network: lost after the effect",
    "network: lost before the effect",
    "queue: ack lost",
    "queue: consumer fails",
    "queue: dead letter",
    "queue: gone for minutes",
    "queue: message twice",
    "queue: message with two consumers at once",
    "queue: send fails",
    "queue: send's answer lost",
    "shop: INTERNAL_SERVER_ERROR in a mutation",
    "shop: THROTTLED",
    "shop: stock changed manually",
    "shop: cutAfter",
    "shop: cutBefore",
    "shop: html",
    "shop: latency",
    "shop: nulled",
    "shop: slowBody",
    "shop: a file fails after it was ready",
    "shop: makes few new variants a day",
    "shop: serves another API version",
    "shop: takes no unit prices",
    "shop: the token endpoint answers app_not_installed",
    "shop: the token endpoint answers shop_not_permitted",
    "shop: 429",
    "shop: 503",
    "shop: gone",
    "shop: stale compare-and-set",
    "shop: statusAfter",
    "shop: token revoked",
    "shop: truncated",
    "shop: page contradicts itself",
    "shop: webhook dropped",
    "shop: withholds approval",
    "shop: withholds fulfilments",
    "webhook: late",
    "webhook: lost",
    "webhook: out of order",
    "webhook: twice",
  ])("%s occurred", (fault) => {
    expect(sums("faults")[fault] ?? 0).toBeGreaterThan(0);
  });

  it("there was an outage of fourteen hours among them, and a scenario in which nothing went wrong", () => {
    expect(new Set([...results.values()].map(({ weather }) => weather))).toEqual(
      new Set(["breeze", "outage", "quiet", "storm"]),
    );
  });
});
