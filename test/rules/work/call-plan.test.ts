import { expect, it } from "vitest";
import { callPlan, TOGETHER_MAX } from "../../../src/rules/work/call-plan.ts";

const stock = { costPoints: 10, aroundMs: 40 };
it.each([
  ["Standard, 300 ms", 100, 300, { width: 5, together: 1 }],
  ["Standard, 1,000 ms", 100, 1_000, { width: 5, together: 3 }],
  ["Advanced, 300 ms", 200, 300, { width: 5, together: 2 }],
  ["Plus, 300 ms", 1_000, 300, { width: 5, together: 9 }],
  ["Plus, 1,000 ms", 1_000, 1_000, { width: 5, together: TOGETHER_MAX }],
  ["a shop that restores one point", 1, 300, { width: 1, together: 1 }],
])("%s: as many calls as the bucket restores while one is under way", (_, restorePerSecond, answerMs, plan) => {
  expect(callPlan({ ...stock, restorePerSecond, answerMs })).toEqual(plan);
});

it("a slow database around the calls asks for more of them", () => {
  expect(callPlan({ restorePerSecond: 100, costPoints: 10, answerMs: 300, aroundMs: 300 }).together).toBe(2);
});
