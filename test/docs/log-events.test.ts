import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const page = readFileSync("docs/reference/log-events.md", "utf8");
const source = globSync("src/**/*.ts").map((path) => readFileSync(path, "utf8"));

/** Events that the source logs at a level. */
const logged = (level: "warn" | "error"): readonly string[] =>
  [
    ...new Set(
      source.flatMap((text) =>
        [...text.matchAll(new RegExp(`\\blog\\.${level}\\(\\s*"([^"]+)"`, "g"))].map(([, event = ""]) => event),
      ),
    ),
  ].toSorted();

/** Events in the first column of the table under a heading. */
function listed(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  return [...section.matchAll(/^\| *(`[^|]*`) *\|/gm)]
    .flatMap(([, cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, event = ""]) => event))
    .toSorted();
}

it("every call that logs a warning or an error names its event in the call", () => {
  const calls = source.flatMap((text) => text.match(/\blog\.(?:warn|error)\(/g) ?? []).length;
  const named = source.flatMap((text) => text.match(/\blog\.(?:warn|error)\(\s*"/g) ?? []).length;
  expect(calls).toBeGreaterThan(30);
  expect(named).toBe(calls);
});

it("the reference lists every error that the source logs, once, and no other", () => {
  expect(listed("Errors")).toEqual(logged("error"));
});

it("the reference lists every warning that the source logs, once, and no other", () => {
  expect(listed("Warnings")).toEqual(logged("warn"));
});
