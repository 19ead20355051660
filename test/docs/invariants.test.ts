import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { entriesOf, testsByCode } from "../../scripts/lib/test-titles.ts";

// When one of these fails after a title was changed: `node scripts/invariants.ts` writes the page's lines "Tests:" anew.
const entries = entriesOf(readFileSync("docs/invariants.md", "utf8"));
const titles = testsByCode();
const isInvariant = (code: string) => code.startsWith("inv.");

it("has read the page and the titles", () => {
  expect(entries.filter(({ code }) => isInvariant(code))).toHaveLength(11);
  expect(entries.length).toBeGreaterThan(100);
  expect(titles.size).toBeGreaterThan(100);
});

it("every code that a title uses has one sentence on the page, and no other code has one", () => {
  const onPage = entries.map(({ code }) => code).filter((code) => !isInvariant(code));
  expect(new Set(onPage).size).toBe(onPage.length);
  expect(onPage.toSorted()).toEqual([...titles.keys()].filter((code) => !isInvariant(code)).toSorted());
});

it("the page names the tests of a scenario, and no other", () => {
  const scenarios = entries.filter(({ code }) => !isInvariant(code));
  expect(Object.fromEntries(scenarios.map(({ code, tests }) => [code, tests]))).toEqual(
    Object.fromEntries(scenarios.map(({ code }) => [code, titles.get(code)])),
  );
});

it("the page names every test whose title names an invariant", () => {
  const left = [...titles]
    .filter(([code]) => isInvariant(code))
    .flatMap(([code, files]) => {
      const named = entries.find((entry) => entry.code === code)?.tests ?? [];
      return files.filter((path) => !named.includes(path)).map((path) => `${code}: ${path}`);
    });
  expect(left).toEqual([]);
});

it("every invariant has a test, and every test that the page names is there", () => {
  const named = entries.flatMap(({ code, tests }) => tests.map((path) => ({ code, path })));
  expect(entries.filter(({ tests }) => tests.length === 0).map(({ code }) => code)).toEqual([]);
  expect(named.filter(({ path }) => !existsSync(path))).toEqual([]);
});
