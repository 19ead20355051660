import { describe, expect, it } from "vitest";
import { runNight } from "./night/run.ts";

const traced = async (seed: number) => {
  const lines: string[] = [];
  const { digest, violations } = await runNight(seed, (line) => lines.push(line));
  return { digest, violations, lines };
};

describe("one seed is one night", () => {
  it.each([3, 14, 57])("seed %i tells the same story twice, line by line", async (seed) => {
    const first = await traced(seed);
    const second = await traced(seed);
    expect(first.lines.length).toBeGreaterThan(500);
    expect(second.lines).toEqual(first.lines);
    expect(second.digest).toBe(first.digest);
  });

  it("also when another night is lived beside it, and when nobody listens to the story", async () => {
    const [beside] = await Promise.all([runNight(5), runNight(6)]);
    const alone = await traced(5);
    expect(beside.digest).toBe(alone.digest);
  });

  it("another seed is another night", async () => {
    expect((await runNight(7)).digest).not.toBe((await runNight(8)).digest);
  });
});
