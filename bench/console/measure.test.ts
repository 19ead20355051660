import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { measurePages } from "./measure.ts";

it("each page of the console is measured on a full hub", async () => {
  const results = await measurePages((line) => console.log(line));
  const file = process.env["PAGES_RESULTS"];
  if (file !== undefined) writeFileSync(file, JSON.stringify(results));
  expect(results.length).toBeGreaterThan(30);
});
