import { describe, expect, it } from "vitest";
import { runScenario } from "./scenario/run.ts";

const traced = async (seed: number) => {
  const lines: string[] = [];
  const { digest, violations } = await runScenario(seed, (line) => lines.push(line));
  return { digest, violations, lines };
};

describe("one seed is one scenario", () => {
  it.each([3, 14, 57])("seed %i gives the same trace twice, line by line", async (seed) => {
    const first = await traced(seed);
    const second = await traced(seed);
    expect(first.lines.length).toBeGreaterThan(500);
    expect(second.lines).toEqual(first.lines);
    expect(second.digest).toBe(first.digest);
  });

  it("also when another scenario runs beside it, and without a trace", async () => {
    const [beside] = await Promise.all([runScenario(5), runScenario(6)]);
    const alone = await traced(5);
    expect(beside.digest).toBe(alone.digest);
  });

  it("another seed is another scenario", async () => {
    expect((await runScenario(7)).digest).not.toBe((await runScenario(8)).digest);
  });
});
