/** The simulation can fail: it finds defects that were put into the product on purpose. All of them: npm run simulate -- --mutants */
import { describe, expect, it } from "vitest";
import { MUTANTS } from "./mutants/list.ts";
import { mutatedSources } from "./mutants/load.ts";
import { runSeeds, seedsFrom } from "./pool.ts";

describe("deliberate defects", () => {
  it("are at least fifteen, each with a name of its own", () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    expect(MUTANTS.length).toBeGreaterThanOrEqual(15);
  });

  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    "%s: the text it replaces still stands in the product, once",
    (_name, mutant) => {
      for (const [, source] of mutatedSources(mutant)) expect(source).not.toBe("");
    },
  );

  it.each(["unpaid-submitted", "stock-rounded-up", "name-in-the-log"])(
    "%s is found within 60 scenarios",
    async (mutant) => {
      const found: string[] = [];
      const broken: string[] = [];
      await runSeeds({
        seeds: seedsFrom(1, 60),
        processes: 1, // found in the first seeds: a second process would only start
        mutant,
        enough: () => found.length > 0,
        onScenario: ({ violations }) => found.push(...violations.map(({ invariant }) => invariant)),
        onBroken: (seed, reason) => broken.push(`seed ${seed}: ${reason}`),
      });
      expect(broken).toEqual([]); // a scenario that breaks the harness finds nothing
      expect(found).not.toEqual([]);
    },
  );
});
