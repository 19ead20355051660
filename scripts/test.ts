/**
 * `npm test`: everything that must hold. Types, lint, format, dead code and generated operations each count as one test
 * by name; then vitest's projects. The last line, alone: `N passed, N failed`. `npm run test:fast` (--fast): only types,
 * lint, the rules and the rooms, for every save. What lint needs types for costs three quarters of its time, so it then
 * reads only the files that differ from the last commit.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "./lib/command-line.ts";
import { changedFiles } from "./lib/changed-files.ts";
import { runQuiet, side, type Part, type PartResult } from "./lib/part.ts";
import { runVitest } from "./lib/vitest-part.ts";
import { ensureSchema } from "./schema-source.ts";

const USAGE = `npm test                runs everything that must hold; its last line is "N passed, N failed"
npm run test:fast       types, lint, rules and rooms only: seconds, for every save`;

const { fast } = commandLine(USAGE, { fast: { type: "boolean", default: false } });
const root = join(import.meta.dirname, "..");
process.chdir(root);
process.env["WRANGLER_SEND_METRICS"] = "false";
process.env["FORCE_COLOR"] ??= process.stdout.isTTY ? "1" : "0";
mkdirSync("test-results", { recursive: true });

const check = (name: string, ...command: string[]): Part => {
  return () => runQuiet(name, command);
};
// tsc keeps what it knows in .cache: a run after an edit checks what the edit reaches.
const types = [
  check("types: Worker", "tsc", "-p", "tsconfig.json"),
  check("types: Node side", "tsc", "-p", "tsconfig.node.json"),
];
const typedLint = ["oxlint", "--type-aware", "--max-warnings=0"];
const lint = check("lint", ...typedLint);
const rulesAndRooms: Part = () =>
  runVitest("rules and rooms", {
    projects: ["node"],
    files: ["test/rules/", "test/architecture.test.ts"],
    reportFile: "test-results/fast.json",
  });

const checks = [
  ...types,
  lint,
  // By content: a checkout that touches every file changes none of them.
  check("format", "prettier", "--check", "--cache", "--cache-strategy=content", "--log-level=warn", "."),
  check("no dead export, file or dependency", "knip", "--no-progress"),
  check("generated operations are fresh", "node", "scripts/check-operations.ts"),
];
const tests: Part = () =>
  runVitest("tests", {
    projects: ["node", "workerd", "simulation"],
    reportFile: "test-results/vitest.json",
    isLive: true,
  });
/** Mostly waits for wrangler to start, so it goes beside all others, and is shown when it has ended. */
const endToEnd: Part = () => runVitest("end to end", { projects: ["e2e"], reportFile: "test-results/e2e.json" });

/** A real Chromium for the console, and the whole story over wrangler: after the end-to-end tests, which it would slow down. */
const inBrowser: Part = () => runVitest("browser", { projects: ["browser"], reportFile: "test-results/browser.json" });

const startedAt = performance.now();
const results = fast ? await side([[...types], [...fastLint(), rulesAndRooms]], show) : await all();

console.log("\nwhat took how long");
for (const result of results) show(result);
console.log(`${seconds(performance.now() - startedAt)}  side by side`);
const total = (count: "passed" | "failed" | "skipped") => results.reduce((sum, result) => sum + result[count], 0);
if (total("skipped") > 0) console.log(`${total("skipped")} skipped: not counted below`);
for (const { name } of results.filter((result) => result.failed > 0)) console.log(`FAILED: ${name}`);
process.exitCode = total("failed") === 0 ? 0 : 1;
console.log(`${total("passed")} passed, ${total("failed")} failed`);

function fastLint(): readonly Part[] {
  const changed = changedFiles(root);
  if (changed === null) return [lint];
  const withTypes = changed.length === 0 ? [] : [check("lint of changed files, with types", ...typedLint, ...changed)];
  return [check("lint, without types", "oxlint", "--max-warnings=0"), ...withTypes];
}

function all(): Promise<readonly PartResult[]> {
  ensureSchema(); // once, before parts that run side by side would each fetch it
  // Waiting for wrangler leaves a core to the checks; begun after them, it would be waited for at the end with nothing beside it.
  return side([[endToEnd, inBrowser], checks, [tests]], show);
}

function show({ name, passed, failed, durationMs }: PartResult): void {
  const outcome = failed === 0 ? "ok" : "FAILED";
  console.log(`${outcome.padEnd(7)} ${seconds(durationMs)}  ${name} (${passed}/${passed + failed})`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`.padStart(8);
}
