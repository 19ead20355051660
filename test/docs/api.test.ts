import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { api } from "../../src/routes/api/index.ts";
import { erp } from "../../src/routes/erp/index.ts";

const page = readFileSync("docs/reference/api.md", "utf8");
/** A parameter's name does not matter for the address. */
const addressOf = (path: string) => path.replaceAll(/:\w+/g, ":");

const routes = [
  ...api.routes.map(({ method, path }) => ({ method, path: `/api${path}` })),
  ...erp.routes.map(({ method, path }) => ({ method, path: `/erp${path}` })),
].flatMap(({ method, path }) => (method === "ALL" ? [] : [`${method} ${addressOf(path)}`]));
const named = [...page.matchAll(/^\| *(`[^|]+`) *\|/gm)].flatMap(([, cell = ""]) => {
  const path = / (\/(?:api|erp)\/[^`]+)`/.exec(cell)?.[1];
  if (path === undefined) return [];
  return [...cell.matchAll(/\b(?:GET|PUT|POST|DELETE)\b/g)].map(([method]) => `${method} ${addressOf(path)}`);
});

it("the reference names every call of the API, and no other", () => {
  expect(routes.length).toBeGreaterThan(30);
  expect([...new Set(named)].toSorted()).toEqual([...new Set(routes)].toSorted());
});
