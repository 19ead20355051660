/** `npm run simulate`: scenarios with faults in virtual time (docs/simulation.md). */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { MUTANTS } from "../test/simulation/mutants/list.ts";
import { isWhole, type Part, Parts, rangesOf, type Stretch, stretchesOf } from "../test/simulation/parts.ts";
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
                                               Stretches that have ended are kept by commit: the same command goes on
                                               where it was stopped, and the report has every stretch of the commit
npm run simulate -- --merge [--parts FOLDER]   runs nothing: the report of what is kept (.cache/simulation)
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
  merge: { type: "boolean", default: false },
  parts: { type: "string", default: ".cache/simulation" },
  processes: { type: "string", default: String(availableParallelism()) },
});
const processes = Number(values.processes);

if (values.seed !== undefined) process.exitCode = await oneScenario(Number(values.seed), values.trace);
else if (values.mutants || values.mutant !== undefined) process.exitCode = await allMutants(values.mutant);
else process.exitCode = await manyScenarios(values.merge ? [] : seedsFrom(Number(values.from), Number(values.seeds)));

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

async function manyScenarios(seeds: readonly number[]): Promise<number> {
  const state = commit();
  const kept = new Parts(values.parts);
  // Changes that are not committed have no name under which they could be found again.
  const name = state === null || state.endsWith("-dirty") ? null : state;
  const known = kept.all().filter((part) => part.commit === name);
  const stretches = stretchesOf(seeds, known);
  const summary = new Summary();
  for (const { sums } of known) summary.merge(sums);
  const before = summary.seeds;
  if (before > 0) console.log(`${before} scenarios of this commit were run before`);
  await runStretches(stretches, (stretch) => {
    if (name !== null && isWhole(stretch)) kept.keep({ commit: name, ...part(stretch) });
  });
  for (const stretch of stretches) summary.merge(stretch.summary.sums());
  console.log(summary.text());
  const { mutants = [], mutantsCommit = null } = previous();
  const now = stretches
    .filter(({ summary: { seeds: run } }) => run > 0)
    .map((stretch) => ({ commit: state ?? "unknown", ...part(stretch) }));
  const parts = rangesOf([...known, ...now].toSorted((x, y) => x.from - y.from));
  const otherCommits = rangesOf(kept.all().filter((each) => each.commit !== name));
  for (const other of otherCommits) console.log(`not added, of another commit: ${JSON.stringify(other)}`);
  write({ ...summary.report(), commit: state, parts, otherCommits, mutants, mutantsCommit });
  const unchecked = summary.seeds < ALL_CHECKED_SEEDS ? [] : await uncheckedOf(summary);
  for (const invariant of unchecked) console.log(`✗ never checked in ${summary.seeds} scenarios: ${invariant}`);
  return summary.failed.length + summary.broken.length + unchecked.length === 0 ? 0 : 1;
}

function part({ from, to, summary }: Stretch): Omit<Part, "commit"> {
  return { from, to, sums: summary.sums() };
}

/** @param onScenario called with the stretch whose scenario has ended */
async function runStretches(stretches: readonly Stretch[], onScenario: (stretch: Stretch) => void): Promise<void> {
  const seeds = stretches.flatMap(({ from, to }) => seedsFrom(from, to - from + 1));
  const stretchOf = (seed: number): Stretch => {
    const stretch = stretches.find(({ from, to }) => from <= seed && seed <= to);
    if (!stretch) throw new Error(`seed ${seed} was not asked for`);
    return stretch;
  };
  const startedAt = performance.now();
  let [shownAt, run, bad] = [0, 0, 0];
  await runSeeds({
    seeds,
    processes,
    enough: () => bad >= FAILED_SCENARIOS_MAX,
    onScenario(result, cost) {
      const { seed, violations } = result;
      stretchOf(seed).summary.add(result, cost);
      onScenario(stretchOf(seed));
      run += 1;
      for (const { invariant, what } of violations.slice(0, 3)) console.log(`✗ seed ${seed}: ${invariant}: ${what}`);
      if (violations.length > 0) {
        bad += 1;
        console.log(`  npm run simulate -- --seed ${seed} --trace`);
      }
      if (performance.now() - shownAt < 5_000) return;
      shownAt = performance.now();
      const rate = (run / (performance.now() - startedAt)) * 1000;
      console.log(`${run} of ${seeds.length} scenarios, ${bad} bad; ${rate.toFixed(1)} a second`);
    },
    onBroken(seed, reason) {
      stretchOf(seed).summary.broken.push({ seed, reason });
      onScenario(stretchOf(seed));
      console.log(`✗ seed ${seed}: the harness broke: ${reason}`);
    },
  });
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
