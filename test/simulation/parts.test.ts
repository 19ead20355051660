import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isWhole, Parts, rangesOf, stretchesOf } from "./parts.ts";
import { seedsFrom } from "./pool.ts";
import type { ScenarioResult } from "./scenario/run.ts";
import { Summary, type Sums } from "./summary.ts";

const scenario = (seed: number, violations: ScenarioResult["violations"] = []): ScenarioResult => ({
  seed,
  weather: "storm",
  size: "small",
  violations,
  faults: { "cron: tick late": 2 },
  steps: { "cron d1 SELECT loads": 5 },
  checks: { "counts close": 1 },
  excuses: {},
  notDerived: { "itemDto.nroItem": 3 },
  virtualMs: 60_000,
  settledMs: seed * 1000,
  orders: 4,
  events: 10,
  digest: "",
});
const empty = () => new Parts(mkdtempSync(join(tmpdir(), "gondola-parts-")));

/** Runs what is left of the seeds on that commit; it is stopped after `most` scenarios. */
function run(parts: Parts, commit: string, seeds: readonly number[], most = Number.POSITIVE_INFINITY): number[] {
  const ran: number[] = [];
  const known = parts.all().filter((part) => part.commit === commit);
  for (const stretch of stretchesOf(seeds, known))
    for (const seed of seedsFrom(stretch.from, stretch.to - stretch.from + 1)) {
      if (ran.length >= most) return ran;
      ran.push(seed);
      stretch.summary.add(scenario(seed), { ms: 10, cpuMs: 5 });
      if (isWhole(stretch)) parts.keep({ commit, from: stretch.from, to: stretch.to, sums: stretch.summary.sums() });
    }
  return ran;
}

it("a run that was stopped goes on behind its last whole stretch, and its parts are one range", () => {
  const parts = empty();
  expect(run(parts, "a", seedsFrom(1, 60), 40)).toHaveLength(40);
  expect(run(parts, "a", seedsFrom(1, 60))).toEqual(seedsFrom(26, 35));
  expect(run(parts, "a", seedsFrom(1, 60))).toEqual([]);
  expect(rangesOf(parts.all())).toEqual([{ commit: "a", from: 1, to: 60, seeds: 60, badSeeds: [], cpuSeconds: 0 }]);
});

it("what was run on another commit is not taken for this one, and stands apart", () => {
  const parts = empty();
  run(parts, "a", seedsFrom(1, 10));
  expect(run(parts, "b", seedsFrom(1, 5))).toEqual(seedsFrom(1, 5));
  expect(rangesOf(parts.all()).map(({ commit, from, to }) => [commit, from, to])).toEqual([
    ["a", 1, 10],
    ["b", 1, 5],
  ]);
});

it("sums that were stored add up to those of one run, with each bad and each broken seed", () => {
  const [bad, broken] = [
    { invariant: "invoice once", what: "twice" },
    { seed: 7, reason: "Stuck" },
  ];
  const [first, second, whole, merged] = [new Summary(), new Summary(), new Summary(), new Summary()];
  for (const each of [first, whole]) each.add(scenario(1), { ms: 10, cpuMs: 5 });
  for (const each of [second, whole]) {
    each.add(scenario(9, [bad]), { ms: 30, cpuMs: 15 });
    each.broken.push(broken);
  }
  for (const each of [first, second]) merged.merge(JSON.parse(JSON.stringify(each.sums())) as Sums);
  expect(merged.report()).toEqual(whole.report());
  expect(whole.report()).toMatchObject({
    seeds: 2,
    violations: 1,
    seedsPerCpuSecond: 100,
    notDerived: { "itemDto.nroItem": 6 },
  });
});

it("parts of two runs at once that overlap count once", () => {
  const parts = empty();
  run(parts, "a", seedsFrom(1, 20));
  const [other] = stretchesOf(seedsFrom(11, 20), []);
  for (const seed of seedsFrom(11, 20)) other?.summary.add(scenario(seed), { ms: 1, cpuMs: 1 });
  if (other) parts.keep({ commit: "a", from: 11, to: 30, sums: other.summary.sums() });
  expect(parts.all().map(({ from, to }) => [from, to])).toEqual([[1, 20]]);
});
