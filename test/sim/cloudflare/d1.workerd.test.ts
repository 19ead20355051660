import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { answersTo } from "./d1-answers.ts";
import { cases } from "./d1-cases.ts";
import { randomCases } from "./d1-random.ts";

// Record again: npx vitest run --project workerd test/sim/cloudflare -u
it("workerd's D1 answers as recorded", async () => {
  const answers = await answersTo(env.DB, [...cases, ...randomCases(1, 60)]);
  expect(answers.length).toBeGreaterThan(50_000); // a record of nothing proves nothing
  expect(answers).not.toMatch(/has no column named|no such column: \w+:/); // a renamed column would leave a record of one error
  await expect(answers).toMatchFileSnapshot("./d1-answers.txt");
});
