/** `npm run bench`: measures, and writes bench/results.json and the table of bench/README.md. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandWords, wrongLine } from "../scripts/lib/command-line.ts";
import { isKept, type Result, tableOf, withTable } from "./lib/results.ts";

interface Suite {
  readonly parts: readonly string[];
  /** Processes at a time. One where a part measures real time. */
  readonly atOnce: number;
}
const SUITES: Readonly<Record<string, Suite>> = {
  // The longest first: two processes share the machine.
  catalogue: { parts: ["idle", "bill", "first-load", "threshold", "stock-rate", "memory", "statements"], atOnce: 2 },
  hub: { parts: ["statements"], atOnce: 1 },
  console: { parts: ["pages"], atOnce: 1 },
  images: { parts: ["rate", "memory"], atOnce: 2 },
  orders: { parts: ["edge", "startup", "speed", "drain", "events", "bill"], atOnce: 1 },
};

const USAGE = `npm run bench -- [suite] [part …] [--skus N]

Measures, writes bench/results.json and the table of bench/README.md. Parts that are not named keep their last figures.
hub measures each statement on a large hub (bench/statements.txt); with --skus 40000 idle reads fewer than its 200,000.

suites and their parts:
${Object.entries(SUITES)
  .map(([name, { parts: of }]) => `  ${name.padEnd(10)} ${of.join(" ")}`)
  .join("\n")}`;

const { positionals, values } = commandWords(USAGE, { skus: { type: "string" } });
const [suite = "catalogue", ...named] = positionals;
const chosen = SUITES[suite];
if (!chosen) wrongLine(`no suite "${suite}"; there are: ${Object.keys(SUITES).join(", ")}`);
const { parts, atOnce } = chosen;
const unknown = named.filter((part) => !parts.includes(part));
if (unknown.length > 0) wrongLine(`no part "${unknown.join('", "')}"; there are: ${parts.join(", ")}`);

const RESULTS = join(import.meta.dirname, "results.json");
const README = join(import.meta.dirname, "README.md");

interface Stored extends Result {
  readonly part: string;
}
const startedAt = performance.now();
const wanted = parts.filter((part) => named.length === 0 || named.includes(part));
const measured = new Map<string, readonly Result[]>();
const waiting = [...wanted];
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift())
      measured.set(part, await inChild(part));
  }),
);

// Read only now: another run may have written meanwhile.
const before: readonly Stored[] = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Stored[]) : [];
const isOfSuite = ({ name }: Stored): boolean => name.startsWith(`${suite}/`);
const ofSuite = parts.flatMap((part): Stored[] => {
  const fresh = measured.get(part);
  const kept = before.filter((result) => isOfSuite(result) && result.part === part);
  return fresh ? fresh.map((result) => ({ part, ...result })) : kept;
});
// Of the other suites everything stays.
const results = [...before.filter((result) => !isOfSuite(result)), ...ofSuite];
writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(README, withTable(readFileSync(README, "utf8"), tableOf(results)));
console.log(`\n${tableOf(results)}\n`);
const broken = results.filter((result) => !isKept(result));
for (const { name, value, unit, limit } of broken) console.log(`✗ ${name}: ${value} ${unit}, limit ${limit}`);
console.log(
  `${results.length} figures, ${broken.length} past their limit, in ${Math.round((performance.now() - startedAt) / 1_000)} s; written: bench/results.json, bench/README.md`,
);
process.exitCode = broken.length === 0 ? 0 : 1;

function inChild(part: string): Promise<Result[]> {
  const from = performance.now();
  console.log(`${part}: begins`);
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        "--max-old-space-size=8000",
        join(import.meta.dirname, "part.ts"),
        suite,
        part,
      ],
      {
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, ...(values.skus ? { BENCH_SKUS: values.skus } : {}) },
      },
    );
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        if (!line.startsWith("RESULTS ")) console.log(`${part}: ${line.trim()}`);
        else {
          console.log(`${part}: done in ${Math.round((performance.now() - from) / 1_000)} s`);
          resolve(JSON.parse(line.slice("RESULTS ".length)) as Result[]);
        }
      }
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code !== 0) reject(new Error(`${part} ended with ${code}`));
    });
  });
}
