import { expect, it } from "vitest";
import { isDueAt } from "../../scripts/lib/cron-match.ts";

const minutesOf = (cron: string): number[] =>
  Array.from({ length: 60 }, (_, minute) => minute).filter((minute) => isDueAt(cron, minute));

it("reads each kind of minutes that wrangler.toml has", () => {
  expect(minutesOf("* * * * *")).toHaveLength(60);
  expect(minutesOf("*/10 * * * *")).toEqual([0, 10, 20, 30, 40, 50]);
  expect(minutesOf("1-59/10 * * * *")).toEqual([1, 11, 21, 31, 41, 51]);
  expect(minutesOf("17 * * * *")).toEqual([17]);
});

it("refuses what it would get wrong: a list, or a cron that names hours", () => {
  expect(() => isDueAt("0 3 * * *", 0)).toThrow("minutes alone");
  expect(() => isDueAt("1,2 * * * *", 1)).toThrow("cannot be read");
});
