/**
 * A child process that runs scenarios: it gets chunks of seeds from its parent and returns each result. With
 * `--mutant NAME` it runs them with that defect in the product (mutants/load.ts), which is why the scenario is imported last.
 */
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import type { ScenarioResult } from "./scenario/run.ts";
import type { Cost } from "./summary.ts";
import { mutate } from "./mutants/load.ts";

export interface Chunk {
  readonly seeds: readonly number[];
}
export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "scenario"; readonly result: ScenarioResult; readonly cost: Cost }
  /** The harness itself broke: never the product's fault, always shown. */
  | { readonly kind: "broken"; readonly seed: number; readonly reason: string }
  | { readonly kind: "done" };

// What is compiled once is read by the next process: a hunt starts one for each defect. Kept by the text of each module.
enableCompileCache(join(import.meta.dirname, "../../.cache/compiled"));

const mutant = process.argv.at(process.argv.indexOf("--mutant") + 1);
if (process.argv.includes("--mutant") && mutant !== undefined) mutate(mutant);
const { runScenario } = await import("./scenario/run.ts");

// Deadlines that pass are part of every scenario; their stacks are never read, and cost a twentieth of its time.
Error.stackTraceLimit = 0;

const answer = (message: Answer) => process.send?.(message);

process.on("message", (chunk: Chunk) => {
  void (async () => {
    for (const seed of chunk.seeds) {
      const started = performance.now();
      const before = process.cpuUsage();
      try {
        const result = await runScenario(seed);
        const { user, system } = process.cpuUsage(before);
        const cost = { ms: performance.now() - started, cpuMs: (user + system) / 1000 };
        answer({ kind: "scenario", result, cost });
      } catch (error) {
        answer({
          kind: "broken",
          seed,
          reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }
    }
    answer({ kind: "done" });
  })();
});
process.on("disconnect", () => process.exit(0));
answer({ kind: "ready" });
