import { expect, it } from "vitest";
import { nextTick } from "../../src/crons/next-tick.ts";
import { schedule } from "../../src/crons/schedule.ts";

const at = (clock: string) => Date.parse(`2026-11-24T${clock}Z`);

it.each([
  ["* * * * *", "12:00:00", "12:01:00"],
  ["*/5 * * * *", "12:04:59.999", "12:05:00"],
  ["*/5 * * * *", "12:05:00", "12:10:00"],
  ["2-59/5 * * * *", "12:57:00", "13:02:00"],
  ["17 * * * *", "12:17:00", "13:17:00"],
  ["17 * * * *", "23:30:00", "24:17:00"],
])("%s after %s is %s", (cron, now, next) => {
  const midnight = next.startsWith("24") ? at("00:17:00") + 86_400_000 : at(next);
  expect(nextTick(cron, at(now))).toBe(midnight);
});

it("a daily job's next tick is tomorrow's, a weekly one's on its day: Cloudflare's weekday 1 is Sunday", () => {
  expect(nextTick("23 5 * * *", at("05:23:00"))).toBe(at("05:23:00") + 86_400_000);
  expect(nextTick("41 4 * * 1", at("12:00:00"))).toBe(Date.parse("2026-11-29T04:41:00Z")); // the 24th is a Tuesday
});

it("returns null for an expression it cannot read, or that fires only in months", () => {
  for (const cron of ["", "x * * * *", "0 3 * * SUN", "1,2 * * * *", "0 3 1 6 *"]) expect(nextTick(cron, 0)).toBeNull();
});

it("reads every expression of the schedule", () => {
  expect(schedule.filter(({ cron }) => nextTick(cron, at("12:00:30")) === null)).toEqual([]);
});
