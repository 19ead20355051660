/** `npm run fuzz`: hostile requests to the whole Worker, in memory. */
import { spawnSync } from "node:child_process";
import { commandLine } from "./lib/command-line.ts";

const USAGE = `npm run fuzz -- [options]

Sends hostile requests to every route. The seed is printed, and runs the same requests again; a request that fails is
printed as short as it can be made.`;

const values = commandLine(USAGE, {
  requests: { type: "string", default: "100000" },
  seed: { type: "string" },
});
const seed = values.seed ?? String(Date.now() % 2 ** 31);
const env = { ...process.env, FUZZ_REQUESTS: values.requests, FUZZ_SEED: seed };
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", "node", "test/fuzz"];
process.exitCode = spawnSync(process.execPath, vitest, { env, stdio: "inherit" }).status ?? 1;
