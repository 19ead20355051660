import { expect, it } from "vitest";
import { BLOCKED_HOURS, blockedUntil, mayBeginAt } from "../../../src/rules/work/load-hours.ts";

/** A wall clock in São Paulo on 24 November 2026. */
const at = (time: string) => Date.parse(`2026-11-24T${time}:00-03:00`);
const NIGHT = ["22:30-04:00"];

it.each([
  ["22:29", null],
  ["22:30", "2026-11-25T07:00:00.000Z"],
  ["00:00", "2026-11-24T07:00:00.000Z"],
  ["03:59", "2026-11-24T07:00:00.000Z"],
  ["04:00", null],
])("at %s São Paulo the night ends at %s", (time, until) => {
  const ends = blockedUntil(NIGHT, at(time));
  expect(ends === null ? null : new Date(ends).toISOString()).toBe(until);
});

it("hours that follow one another are one, and an empty span blocks nothing", () => {
  const hours = { leastMinutes: null, blockedHours: ["02:00-03:00", "03:00-04:00", "05:00-05:00"] };
  const begins = { lastAt: at("01:00"), askedAt: 0 };
  expect(mayBeginAt(hours, begins, false, at("02:10"))).toBe(at("04:00"));
  expect(mayBeginAt(hours, begins, false, at("05:00"))).toBe(at("05:00"));
});

it("an interval counts from the last good run's begin; a person, a first run and a run under way do not wait for it", () => {
  const hours = { leastMinutes: 60, blockedHours: [] };
  const now = at("10:30");
  expect(mayBeginAt(hours, { lastAt: at("10:00"), askedAt: 0 }, false, now)).toBe(at("11:00"));
  expect(mayBeginAt(hours, { lastAt: at("10:00"), askedAt: at("10:20") }, false, now)).toBe(now);
  expect(mayBeginAt(hours, { lastAt: 0, askedAt: 0 }, false, now)).toBe(now);
  expect(mayBeginAt(hours, { lastAt: at("10:00"), askedAt: 0 }, true, now)).toBe(now);
});

it("a person does not open the blocked hours", () => {
  const hours = { leastMinutes: null, blockedHours: NIGHT };
  expect(mayBeginAt(hours, { lastAt: at("01:00"), askedAt: at("02:00") }, false, at("02:00"))).toBe(at("04:00"));
});

it.each(["24:00-01:00", "1:00-02:00", "01:00", "01:60-02:00"])("%s is no span of hours", (text) => {
  expect(BLOCKED_HOURS.test(text)).toBe(false);
});
