import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { TABLES } from "../../src/messages/render.ts";

const english = readFileSync("docs/operations.md", "utf8");
const portuguese = readFileSync("docs/operations.pt-BR.md", "utf8");

/** Levels of the headings, and how many steps and points stand under each. */
const shapeOf = (page: string) =>
  page
    .split(/^(?=#)/m)
    .filter((part) => part.startsWith("#"))
    .map((part) => ({
      level: /^#+/.exec(part)?.[0].length,
      steps: part.match(/^\d+\. /gm)?.length ?? 0,
      points: part.match(/^- /gm)?.length ?? 0,
    }));
const callsOf = (page: string) => [...page.matchAll(/`((?:GET|PUT|POST) [^`<]+)/g)].map(([, call]) => call);

it("both languages have the same tasks, with as many steps", () => {
  expect(shapeOf(english).length).toBeGreaterThan(20);
  expect(shapeOf(portuguese)).toEqual(shapeOf(english));
});

it("both languages name the same calls in the same order", () => {
  expect(callsOf(english).length).toBeGreaterThan(30);
  expect(callsOf(portuguese)).toEqual(callsOf(english));
});

/** Codes in the first column of a table. */
const rowsOf = (page: string) => new Set([...page.matchAll(/^ *\| `([a-z-]+)`/gm)].map(([, code]) => code));

it.each([
  ["English", english],
  ["Portuguese", portuguese],
])("the page in %s has a row for every reason of the ERP's events, and of the money that follows them", (_, page) => {
  const reasons = [...Object.keys(TABLES.events["pt-BR"]), "capture-stopped", "mark-paid-stopped", "refund-pending"];
  expect(reasons.length).toBeGreaterThan(15);
  expect(reasons.filter((reason) => !rowsOf(page).has(reason))).toEqual([]);
});
