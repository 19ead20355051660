import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Tables as the schema names them. */
const tables = globSync("src/hub/schema/*.ts").flatMap((path) =>
  [...readFileSync(path, "utf8").matchAll(/\bsqliteTable\(\s*"([a-z_]+)"/g)].map(([, name = ""]) => name),
);

it("docs/data.md has every table of the schema once, and no other", () => {
  const page = readFileSync("docs/data.md", "utf8");
  const named = [...page.matchAll(/^\| *`([a-z_]+)` *\|/gm)].map(([, name = ""]) => name);
  expect(tables.length).toBeGreaterThan(30);
  expect(named.toSorted()).toEqual(tables.toSorted());
});
