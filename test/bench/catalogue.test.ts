import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { cronsPerHour, type Hour, monthOf } from "../../bench/catalogue/bill.ts";
import { measureIdle } from "../../bench/catalogue/idle.ts";
import { callsForChanged, measureStockRate, stockedShop } from "../../bench/catalogue/stock-rate.ts";
import { billOf } from "../../bench/lib/price-list.ts";
import { isKept, resultOf, tableOf, withTable } from "../../bench/lib/results.ts";

it("1,000 changed levels, spread over all companies, are 4 calls of Shopify", async () => {
  const platform = stockedShop({ skus: 1_000, companies: 4 }, "plus");
  expect(await callsForChanged(platform, 1_000)).toBe(4);
  platform.close();
});

it("4,000 due levels are 16 calls of 10 points, none throttled", async () => {
  const platform = stockedShop({ skus: 1_000, companies: 4 }, "standard");
  const { calls, points, throttled, complaints } = await measureStockRate(platform);
  expect({ calls, points, throttled, complaints }).toEqual({ calls: 16, points: 160, throttled: 0, complaints: [] });
  platform.close();
});

it("reading everything again unchanged calls Shopify never and writes no row of the catalogue", async () => {
  const { first, again, calls, complaints } = await measureIdle({ skus: 600, companies: 2 });
  expect(complaints).toEqual([]);
  expect(first.find(({ kind }) => kind === "stock")).toMatchObject({ records: 1_200, changed: 1_200 });
  expect(again.find(({ kind }) => kind === "prices")).toMatchObject({ records: 1_200, changed: 0 });
  expect(calls).toBe(0);
  expect(again.map(({ kind, data }) => [kind, data])).toEqual(again.map(({ kind }) => [kind, 0]));
});

const hour = (over: Partial<Hour>): Hour => ({
  changed: 0,
  written: 0,
  data: 0,
  tables: {},
  readAtLeast: 0,
  read: 0,
  statements: 0,
  runs: 0,
  calls: 0,
  messages: 0,
  workerMs: 0,
  ...over,
});

it("a row written over the 50 million a month costs a millionth of a dollar, and a run's row is deleted once", () => {
  // 100,000 levels, a tenth an hour, 10 rows each: 73 M a month, and 1,000 + 100 rows an hour for nothing: 0.8 M.
  const size = { skus: 50_000, companies: 2, changedShare: 0.1 };
  const idle = hour({ written: 1_000, runs: 100 });
  const { usd, rowsPerChange, doublesAt } = monthOf(size, idle, hour({ changed: 500, written: 6_000, runs: 100 }), 200);
  expect(rowsPerChange).toBe(10);
  expect(usd).toBeCloseTo(5 + 73 + 0.803 - 50, 6);
  expect(doublesAt).toBeCloseTo(0.1 + usd / 730, 6); // a share of 1 more is 730 M rows more
});

it("an empty month is the base price", () => {
  expect(billOf({ rowsWritten: 50e6, rowsRead: 25e9, cpuMs: 30e6, requests: 10e6, queueOperations: 1e6 })).toBe(5);
});

it("counts the crons of wrangler.toml: at least the publish's 60 an hour", () => {
  expect(cronsPerHour()).toBeGreaterThan(60);
  expect(cronsPerHour()).toBeLessThan(60 * 20);
});

const judged = (value: number, limit: number, keep: { atLeast: number } | { atMost: number }): boolean =>
  isKept(resultOf("a/b", { value, unit: "", limit, note: "", keep }));

it("a limit of nothing is kept by nothing only, and a share by its side of the limit", () => {
  expect(judged(1, 0, { atMost: 0 })).toBe(false);
  expect(judged(94, 100, { atLeast: 0.95 })).toBe(false);
  expect(judged(101, 100, { atMost: 1 })).toBe(false);
  expect(judged(0, 0, { atMost: 0 })).toBe(true);
  expect(judged(95, 100, { atLeast: 0.95 })).toBe(true);
  expect(judged(100, 100, { atMost: 1 })).toBe(true);
});

it("the page keeps what people wrote, and refuses one without its marks", () => {
  const page = "before\n<!-- bench: begins; written by npm run bench -->\nold\n<!-- bench: ends -->\nafter\n";
  const written = withTable(page, "| new |");
  expect(written).toMatch(/^before\n[\s\S]*\| new \|[\s\S]*\nafter\n$/);
  expect(written).not.toContain("old");
  expect(() => withTable("nothing here", "")).toThrow(/bench: begins/);
});

it("results.json is a list of figures with name, unit, limit, ratio and note, and the page shows the same table", () => {
  const results = JSON.parse(readFileSync("bench/results.json", "utf8")) as unknown[];
  expect(results.length).toBeGreaterThan(5);
  for (const result of results)
    expect(result).toMatchObject({
      name: expect.stringMatching(/^(?:catalogue|console|hub|images|orders)\//) as string,
      value: expect.any(Number) as number,
      unit: expect.any(String) as string,
      note: expect.any(String) as string,
    });
  const pairs = (results as { limit: unknown; ratio: unknown }[]).map(({ limit, ratio }) => [
    typeof limit,
    typeof ratio,
  ]);
  expect(pairs.filter(([limit, ratio]) => limit !== ratio)).toEqual([]); // a share where there is a limit, null and null where not
  expect(readFileSync("bench/README.md", "utf8")).toContain(tableOf(results as Parameters<typeof tableOf>[0]));
});
