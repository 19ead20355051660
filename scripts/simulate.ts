/** `npm run simulate`: scenarios with faults in virtual time (docs/simulation.md). */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { MUTANTS } from "../test/simulation/mutants/list.ts";
import { Summary } from "../test/simulation/summary.ts";
import { runSeeds, seedsFrom } from "../test/simulation/pool.ts";
import { commandLine } from "./lib/command-line.ts";
import { table } from "./lib/table.ts";

const REPORT = "simulation-report.json";
const MUTANT_SEEDS_MAX = 500;
/** So many scenarios check every invariant at least once. */
const ALL_CHECKED_SEEDS = 1_000;
/** After so many bad scenarios the run ends: more of them repeat the same defect. */
const FAILED_SCENARIOS_MAX = 50;

const USAGE = `npm run simulate -- --seeds 10000 [--from N]   runs scenarios on all cores, writes simulation-report.json
npm run simulate -- --seed 4711 --trace        runs one scenario again and prints its trace
npm run simulate -- --mutants                  puts each deliberate defect into the product and counts the seeds
                                               until it is found; --mutant <name> only one`;

const values = commandLine(USAGE, {
  seeds: { type: "string", default: "1000" },
  from: { type: "string", default: "1" },
  seed: { type: "string" },
  trace: { type: "boolean", default: false },
  mutants: { type: "boolean", default: false },
  mutant: { type: "string" },
  processes: { type: "string", default: String(availableParallelism()) },
});
const processes = Number(values.processes);

if (values.seed !== undefined) process.exitCode = await oneScenario(Number(values.seed), values.trace);
else if (values.mutants || values.mutant !== undefined) process.exitCode = await allMutants(values.mutant);
else process.exitCode = await manyScenarios(Number(values.from), Number(values.seeds));

async function oneScenario(seed: number, trace: boolean): Promise<number> {
  if (values.mutant !== undefined) (await import("../test/simulation/mutants/load.ts")).mutate(values.mutant);
  const { runScenario } = await import("../test/simulation/scenario/run.ts");
  const result = await runScenario(seed, trace ? (line) => console.log(line) : undefined);
  for (const { invariant, what } of result.violations) console.log(`✗ ${invariant}: ${what}`);
  console.log(
    `seed ${seed}: ${result.violations.length} violations, ${result.orders} orders, ${hours(result.virtualMs)} virtual hours, ` +
      `quiet ${Math.round(result.settledMs / 60_000)} min after the storm; digest ${result.digest.slice(0, 16)}`,
  );
  return result.violations.length === 0 ? 0 : 1;
}

async function manyScenarios(from: number, seeds: number): Promise<number> {
  const summary = new Summary();
  const startedAt = performance.now();
  let shownAt = 0;
  await runSeeds({
    seeds: seedsFrom(from, seeds),
    processes,
    enough: () => summary.failed.length >= FAILED_SCENARIOS_MAX,
    onScenario(result, ms) {
      summary.add(result, ms);
      for (const { invariant, what } of result.violations.slice(0, 3))
        console.log(`✗ seed ${result.seed}: ${invariant}: ${what}`);
      if (result.violations.length > 0) console.log(`  npm run simulate -- --seed ${result.seed} --trace`);
      if (performance.now() - shownAt < 5_000) return;
      shownAt = performance.now();
      const rate = (summary.seeds / (performance.now() - startedAt)) * 1000;
      console.log(`${summary.seeds} of ${seeds} scenarios, ${summary.failed.length} bad; ${rate.toFixed(1)} a second`);
    },
    onBroken: (seed, reason) => {
      summary.broken.push({ seed, reason });
      console.log(`✗ seed ${seed}: the harness broke: ${reason}`);
    },
  });
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(summary.text(seconds, processes));
  const { mutants = [], mutantsCommit = null } = previous();
  write({ ...summary.report(seconds, processes), from, commit: commit(), mutants, mutantsCommit });
  const unchecked = summary.seeds < ALL_CHECKED_SEEDS ? [] : await uncheckedOf(summary);
  for (const invariant of unchecked) console.log(`✗ never checked in ${summary.seeds} scenarios: ${invariant}`);
  return summary.failed.length + summary.broken.length + unchecked.length === 0 ? 0 : 1;
}

/** Imported late: the oracle imports the product, and a defect must be in it before (mutants/load.ts). */
async function uncheckedOf({ checks }: Summary): Promise<readonly string[]> {
  const { INVARIANTS } = await import("../test/simulation/oracle/judge.ts");
  return INVARIANTS.filter((invariant) => (checks.counts[invariant] ?? 0) === 0);
}

interface MutantFound {
  readonly name: string;
  readonly says: string;
  /** Seeds run until the defect was found; null: not within 500. */
  readonly seedsNeeded: number | null;
  readonly seed: number | null;
  readonly foundBy: string | null;
  /** Seeds whose scenario broke the harness: they were not judged, so they found nothing. */
  readonly broken: readonly { readonly seed: number; readonly reason: string }[];
}

async function allMutants(only: string | undefined): Promise<number> {
  const found: MutantFound[] = [];
  const wanted = MUTANTS.filter(({ name }) => only === undefined || name === only);
  for (const { name, says } of wanted) {
    const mutant = await hunt(name, says);
    found.push(mutant);
    console.log(
      `${mutant.seedsNeeded === null ? "NOT FOUND" : `${mutant.seedsNeeded} seeds`}: ${name} (${mutant.foundBy ?? says})`,
    );
  }
  console.log(
    table(
      ["mutant", "seeds", "first seed", "found by"],
      found.map(({ name, seedsNeeded, seed, foundBy }) => [
        name,
        String(seedsNeeded ?? "–"),
        String(seed ?? "–"),
        foundBy ?? "–",
      ]),
    ),
  );
  if (only === undefined) write({ ...previous(), mutants: found, mutantsCommit: commit() });
  return found.every(({ seedsNeeded, broken }) => seedsNeeded !== null && broken.length === 0) ? 0 : 1;
}

/** The lowest seed that shows the defect, from seed 1 on. */
async function hunt(name: string, says: string): Promise<MutantFound> {
  let first: { seed: number; by: string } | undefined;
  const broken: { seed: number; reason: string }[] = [];
  await runSeeds({
    seeds: seedsFrom(Number(values.from), MUTANT_SEEDS_MAX),
    processes,
    mutant: name,
    enough: () => first !== undefined,
    onScenario({ seed, violations: [violation] }) {
      if (violation && (first === undefined || seed < first.seed)) first = { seed, by: violation.invariant };
    },
    onBroken(seed, reason) {
      broken.push({ seed, reason });
      console.log(`✗ ${name}, seed ${seed}: the harness broke: ${reason}`);
    },
  });
  return {
    name,
    says,
    seedsNeeded: first ? first.seed - Number(values.from) + 1 : null,
    seed: first?.seed ?? null,
    foundBy: first?.by ?? null,
    broken,
  };
}

/** What was run: the commit, "-dirty" with changes on top; null outside of a repository. */
function commit(): string | null {
  try {
    const args = ["describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"];
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return null;
  }
}

function previous(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(REPORT, "utf8")) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function write(report: Record<string, unknown>): void {
  writeFileSync(REPORT, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`written: ${REPORT}`);
}

function hours(ms: number): string {
  return (ms / 3_600_000).toFixed(1);
}
