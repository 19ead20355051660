import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { api } from "../../src/routes/api/index.ts";

const page = readFileSync("docs/reference/api.md", "utf8");
/** A parameter's name does not matter for the address. */
const addressOf = (path: string) => path.replaceAll(/:\w+/g, ":");

const routes = api.routes
  .filter(({ method }) => method !== "ALL")
  .map(({ method, path }) => `${method} /api${addressOf(path)}`);
const named = [...page.matchAll(/^\| *(`[^|]+`) *\|/gm)].flatMap(([, cell = ""]) => {
  const path = / (\/api\/[^`]+)`/.exec(cell)?.[1];
  if (path === undefined) return [];
  return [...cell.matchAll(/\b(?:GET|PUT|POST|DELETE)\b/g)].map(([method]) => `${method} ${addressOf(path)}`);
});

it("the reference names every call of the API, and no other", () => {
  expect(routes.length).toBeGreaterThan(30);
  expect([...new Set(named)].toSorted()).toEqual([...new Set(routes)].toSorted());
});
