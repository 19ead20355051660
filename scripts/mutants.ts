/** `npm run mutants`: generated mutants of the rules and of the order machine, and the tests that kill them (decision 067). */
import { type ChildProcess, fork } from "node:child_process";
import { createHash, randomInt } from "node:crypto";
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { seeded } from "../sim/kit/world.ts";
import { mutationsOf, type Mutation } from "../test/mutation/generate.ts";
import { reachOf } from "../test/mutation/reach.ts";
import type { Task, Tried } from "../test/mutation/worker.ts";
import { commandLine } from "./lib/command-line.ts";
import { table } from "./lib/table.ts";

const REPORT = "mutation-report.json";
const KEPT = ".cache/mutants.jsonl";
/** The number that drew the sample of a run that has not ended: without --draw the next run goes on with it. */
const DRAWN = ".cache/mutants.draw";
/** The report stands as far as the run has come, in so many results. */
const REPORTED_EVERY = 10;
/** Whole processes, browsers, workerd, nights: not for a runner that starts no process. */
const APART =
  /\.workerd\.test\.ts$|^test\/(?:e2e|browser|simulation|mutation|docs|bench|fuzz|scripts|setup|foreign-erp)\//;
/** A mutant that does not end has fallen too: its tests would never pass. */
const TIMEOUT_MS = 180_000;
/** Every mutant leaves its modules behind. */
const TASKS_OF_A_PROCESS = 60;

const USAGE = `npm run mutants -- [options]

Tries a stratified sample of the generated mutants of src/rules and src/orders; --all tries every one. --under and --tests
take other folders; --budget is the seconds of CPU that the tests of one mutant may take; --draw repeats a sample.
What was tried is kept in ${KEPT}, by the text of its file: a run that was stopped goes on where it was, with the same
sample. The report, as far as the run has come, is ${REPORT}.`;

const values = commandLine(USAGE, {
  sample: { type: "string", default: "600" },
  draw: { type: "string" },
  all: { type: "boolean", default: false },
  under: { type: "string", default: "src/{rules,orders}" },
  tests: { type: "string", default: "test" },
  budget: { type: "string", default: "15" },
  processes: { type: "string", default: String(availableParallelism()) },
});

let results = 0;
let reportNow = (): void => {};

const root = join(import.meta.dirname, "..");
process.chdir(root);
mkdirSync(".cache", { recursive: true });

const score = (list: readonly { readonly by: string | null }[]): string => {
  const killed = list.filter(({ by }) => by !== null).length;
  return `${killed} of ${list.length} (${Math.round((100 * killed) / Math.max(1, list.length))} %)`;
};
const short = (text: string): string => text.replaceAll(/\s+/g, " ").slice(0, 60);

interface Candidate extends Task {
  readonly mutation: Mutation;
  readonly folder: string;
}

const reaches = globSync(`${values.tests}/**/*.test.ts`)
  .filter((test) => !APART.test(test))
  .toSorted()
  .map((test) => ({ test, reach: reachOf(root, test) }));
const known = new Map(
  (existsSync(KEPT) ? readFileSync(KEPT, "utf8").split("\n") : [])
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Tried)
    .map((tried) => [tried.id, tried]),
);
const left: Task[] = reaches.map(({ test }) => ({ id: asIs(test), mutation: null, tests: [test] })).filter(isNew);
console.log(`${left.length} test files are run as they are`);
await workAll();
const candidates = globSync(`${values.under}/**/*.ts`).toSorted().flatMap(candidatesOf);
const draw = values.draw === undefined ? drawn() : Number(values.draw);
const chosen = values.all ? candidates : stratified(candidates, Number(values.sample), draw);
console.log(
  `${candidates.length} mutants of ${values.under}; ${values.all ? "all of them" : `${chosen.length} drawn by ${draw}`}`,
);

left.push(...chosen.filter(isNew));
writeFileSync(DRAWN, String(draw));
await workAll(writeReport);
rmSync(DRAWN);
report();

function isNew({ id }: Task): boolean {
  return !known.has(id);
}

/** The name of a test file's own run, without a change. */
function asIs(test: string): string {
  return `as it is:${test}:${createHash("sha256").update(readFileSync(test)).digest("hex").slice(0, 12)}`;
}

/** @param onResults called after every few results */
async function workAll(onResults: () => void = () => {}): Promise<void> {
  reportNow = onResults;
  await Promise.all(Array.from({ length: Number(values.processes) }, () => work()));
}

/** Of a run that was stopped, or a new one. */
function drawn(): number {
  return existsSync(DRAWN) ? Number(readFileSync(DRAWN, "utf8")) : randomInt(1_000_000);
}

function candidatesOf(file: string): readonly Candidate[] {
  const source = readFileSync(file, "utf8");
  const text = createHash("sha256").update(source).digest("hex").slice(0, 12);
  const tests = reaches
    .flatMap(({ test, reach }) => {
      const itself = known.get(asIs(test));
      return reach.has(file) && itself?.by === null ? [{ test, far: reach.get(file) ?? 0, ms: itself.ms }] : [];
    })
    // Near ones and fast ones first: most mutants fall to those.
    .toSorted((a, b) => a.far * 1_000 + a.ms - (b.far * 1_000 + b.ms))
    .filter(
      (
        (spent) =>
        ({ ms }: { readonly ms: number }) =>
          (spent += ms) <= Number(values.budget) * 1000
      )(0),
    )
    .map(({ test }) => test);
  const folder = file.split("/").slice(0, 4).slice(0, -1).join("/");
  return mutationsOf(file, source).map((mutation) => ({
    id: `${file}:${text}:${mutation.start}:${mutation.end}:${mutation.to}`,
    mutation,
    tests,
    folder,
  }));
}

/** Of each folder and kind as many as its share is, and one at least. */
function stratified(all: readonly Candidate[], count: number, seed: number): readonly Candidate[] {
  const chance = seeded(seed);
  const strata = Map.groupBy(all, ({ folder, mutation }) => `${folder} ${mutation.kind}`);
  return [...strata.values()].flatMap((stratum) =>
    stratum
      .map((each) => ({ each, place: chance() }))
      .toSorted((a, b) => a.place - b.place)
      .slice(0, Math.max(1, Math.round((stratum.length * count) / all.length)))
      .map(({ each }) => each),
  );
}

/** One child after the other, until nothing is left. */
async function work(): Promise<void> {
  while (left.length > 0) await withChild();
}

function withChild(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = fork(join(root, "test/mutation/worker.ts"), [], {
      execArgv: ["--disable-warning=ExperimentalWarning", `--import=${join(root, "scripts/lib/known-format.ts")}`],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    let done = 0;
    let task: Task | undefined;
    let timer: NodeJS.Timeout | undefined;
    const next = (): void => {
      task = done < TASKS_OF_A_PROCESS ? left.shift() : undefined;
      if (!task) {
        child.disconnect();
        return;
      }
      timer = setTimeout(() => {
        if (task) keep({ id: task.id, by: "time", ms: TIMEOUT_MS });
        child.kill("SIGKILL");
      }, TIMEOUT_MS);
      const { id, mutation, tests } = task;
      child.send({ id, mutation, tests } satisfies Task);
    };
    child.on("message", (tried: Tried) => {
      clearTimeout(timer);
      done += 1;
      keep(tried);
      next();
    });
    child.on("error", reject);
    child.on("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    next();
  });
}

function keep(tried: Tried): void {
  known.set(tried.id, tried);
  appendFileSync(KEPT, `${JSON.stringify(tried)}\n`);
  results += 1;
  if (results % REPORTED_EVERY === 0) reportNow();
  if (left.length % 50 === 0) console.log(`${left.length} left`);
}

/** Of the sample, what has been tried. */
function triedOf(): readonly (Candidate & Pick<Tried, "by">)[] {
  return chosen.flatMap((each) => {
    const result = known.get(each.id);
    return result ? [{ ...each, by: result.by }] : [];
  });
}

function survivorsOf(tried: ReturnType<typeof triedOf>): readonly string[] {
  return tried.filter(({ by }) => by === null).map(({ mutation }) => shownOf(mutation));
}

function writeReport(): void {
  const tried = triedOf();
  const sample = { under: values.under, draw, mutants: candidates.length, sample: chosen.length, tried: tried.length };
  const found = { killed: score(tried), survivors: survivorsOf(tried) };
  writeFileSync(REPORT, `${JSON.stringify({ ...sample, ...found }, null, 2)}\n`);
}

function report(): void {
  const tried = triedOf();
  const rowsBy = (name: (each: (typeof tried)[number]) => string) =>
    [...Map.groupBy(tried, name)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, list]) => [key, score(list)]);
  console.log(
    table(
      ["folder", "killed"],
      rowsBy(({ folder }) => folder),
    ),
  );
  console.log(
    table(
      ["kind", "killed"],
      rowsBy(({ mutation }) => mutation.kind),
    ),
  );
  for (const survivor of survivorsOf(tried)) console.log(`survived ${survivor}`);
  console.log(`killed: ${score(tried)}; drawn by ${draw}`);
  writeReport();
}

function shownOf({ file, line, kind, from, to }: Mutation): string {
  return `${file}:${line} ${kind}: ${short(from)} → ${short(to) || "nothing"}`;
}
