/**
 * `npm test`: everything that must hold. Types, lint, format and generated operations each count as one test by name;
 * then vitest's projects. The last line, alone: `N passed, N failed`.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { runQuiet, type PartResult } from "./lib/part.ts";
import { runVitest } from "./lib/vitest-part.ts";
import { ensureSchema } from "./schema-source.ts";

const root = join(import.meta.dirname, "..");
process.chdir(root);
process.env["WRANGLER_SEND_METRICS"] = "false";
process.env["FORCE_COLOR"] ??= process.stdout.isTTY ? "1" : "0";
mkdirSync("test-results", { recursive: true });
ensureSchema(); // once, before parts that run side by side would each fetch it

const checks: readonly (readonly [string, readonly string[]])[] = [
  ["types: Worker", ["tsc", "-p", "tsconfig.json"]],
  ["types: Node side", ["tsc", "-p", "tsconfig.node.json"]],
  ["lint", ["oxlint", "--type-aware", "--max-warnings=0"]],
  ["format", ["prettier", "--check", "--log-level=warn", "."]],
  ["generated operations are fresh", ["node", "scripts/check-operations.ts"]],
];

const results: PartResult[] = [];
for (const [name, command] of checks) {
  const result = await runQuiet(name, command);
  show(result);
  results.push(result);
}
results.push(await runVitest("tests", ["node", "workerd", "simulation"], "test-results/vitest.json"));
results.push(await runVitest("end to end", ["e2e"], "test-results/e2e.json"));

console.log("\nwhat took how long");
for (const result of results) show(result);
const total = (count: "passed" | "failed" | "skipped") => results.reduce((sum, result) => sum + result[count], 0);
if (total("skipped") > 0) console.log(`${total("skipped")} skipped: not counted below`);
for (const { name } of results.filter((result) => result.failed > 0)) console.log(`FAILED: ${name}`);
process.exitCode = total("failed") === 0 ? 0 : 1;
console.log(`${total("passed")} passed, ${total("failed")} failed`);

function show({ name, passed, failed, durationMs }: PartResult): void {
  const outcome = failed === 0 ? "ok" : "FAILED";
  console.log(
    `${outcome.padEnd(7)} ${`${(durationMs / 1000).toFixed(1)} s`.padStart(8)}  ${name} (${passed}/${passed + failed})`,
  );
}
