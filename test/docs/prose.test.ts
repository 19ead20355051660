import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const pages = ["*.md", "docs/**/*.md", "bench/README.md"]
  .flatMap((pattern) => globSync(pattern))
  .map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(path, "utf8") }));
const sources = globSync("{src,sim,scripts,bench,test}/**/*.ts")
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.includes("/generated/") && path !== "test/docs/prose.test.ts")
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));
const LINE_MAX = 100;
const DIALECT = /\b(?:told|tell|tells|telling|lay|laid|lays|nobody|whoever|somebody|anybody|everybody)\b/gi;

/** Lines of prose, without tables and code; code in a line counts as one word, whatever its length. */
function proseOf(text: string): readonly string[] {
  return text
    .replaceAll(/^( *)```[\s\S]*?^\1```/gm, "")
    .split("\n")
    .filter((line) => !/^\s*\|/.test(line));
}

it("has read the pages", () => {
  expect(pages.length).toBeGreaterThan(25);
  expect(sources.length).toBeGreaterThan(500);
});

it("no page and no source file uses a word of the old dialect", () => {
  const found = [...pages, ...sources].flatMap(({ path, text }) =>
    [...text.matchAll(DIALECT)].map(([word]) => `${path}: ${word}`),
  );
  expect(found).toEqual([]);
});

it(`no line of prose is longer than ${LINE_MAX} characters`, () => {
  const long = pages.flatMap(({ path, text }) =>
    proseOf(text)
      .filter((line) => line.length > LINE_MAX && /\s\S/.test(line.trim().slice(4, LINE_MAX)))
      .filter((line) => !/`[^`]{60,}`/.test(line)) // a call or a piece of JSON that cannot be broken
      .map((line) => `${path}: ${line}`),
  );
  expect(long).toEqual([]);
});

it("the architecture is under 1,500 words", () => {
  const words = readFileSync("docs/architecture.md", "utf8")
    .split(/\s+/)
    .filter((word) => word !== "");
  expect(words.length).toBeLessThan(1_500);
});
