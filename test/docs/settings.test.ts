import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const page = readFileSync("docs/reference/settings.md", "utf8");
const envSource = readFileSync("src/env.ts", "utf8");

it("the reference has every binding, variable and secret of src/env.ts, and no other", () => {
  const body = /export interface Env \{([\s\S]*?)\n\}/.exec(envSource)?.[1] ?? "";
  const declared = [...body.matchAll(/readonly ([A-Z_]+)\??:/g)].map(([, name = ""]) => name);
  const named = [...page.matchAll(/^\| *((?:`[A-Z_]+`(?:, )?)+) *\|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = ""]) => name),
  );
  expect(declared.length).toBeGreaterThan(15);
  expect(named.toSorted()).toEqual(declared.toSorted());
});
