/** Child processes that run seeds side by side, one per core. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { ScenarioResult } from "./scenario/run.ts";
import type { Answer, Chunk } from "./seeds-worker.ts";
import type { Cost } from "./summary.ts";

export interface PoolOptions {
  readonly seeds: readonly number[];
  readonly processes: number;
  readonly mutant?: string;
  readonly onScenario: (result: ScenarioResult, cost: Cost) => void;
  readonly onBroken: (seed: number, reason: string) => void;
  /** Called before each chunk; true: no further seed begins. */
  readonly enough?: () => boolean;
}

const KNOWN_FORMAT = new URL("../../scripts/lib/known-format.ts", import.meta.url).href;
/** One: a hunt that has found its defect ends at once, and no core waits for the other's last seeds. */
const CHUNK_SEEDS = 1;

/** @returns `count` seeds that follow one another */
export function seedsFrom(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

/** Resolves when all seeds have run, or enough of them, and every child has ended. Seeds begin in the order given. */
export async function runSeeds(options: PoolOptions): Promise<void> {
  const { seeds, processes } = options;
  let begun = 0;
  const chunk = (): Chunk | undefined => {
    if (options.enough?.() === true || begun >= seeds.length) return undefined;
    const next = seeds.slice(begun, begun + CHUNK_SEEDS);
    begun += next.length;
    return { seeds: next };
  };
  await Promise.all(Array.from({ length: processes }, () => runChild(options, chunk)));
}

function runChild({ mutant, onScenario, onBroken }: PoolOptions, chunk: () => Chunk | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = fork(
      join(import.meta.dirname, "seeds-worker.ts"),
      mutant === undefined ? [] : ["--mutant", mutant],
      {
        execArgv: ["--disable-warning=ExperimentalWarning", `--import=${KNOWN_FORMAT}`],
      },
    );
    const more = () => {
      const next = chunk();
      if (next) child.send(next);
      else child.disconnect();
    };
    child.on("message", (answer: Answer) => {
      if (answer.kind === "scenario") onScenario(answer.result, answer.cost);
      else if (answer.kind === "broken") onBroken(answer.seed, answer.reason);
      else more();
    });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a seeds-worker ended with ${code}`))));
  });
}
