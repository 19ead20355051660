/**
 * npm run fuzz                          sends 100,000 hostile requests to the whole Worker, in memory
 * npm run fuzz -- --requests N --seed S fewer or more, and a run again; a failing request is printed shrunk
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "100000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log("npm run fuzz -- [--requests 100000] [--seed N]\nHostile requests to every route; the seed is printed.");
} else {
  const env = { ...process.env, FUZZ_REQUESTS: values.requests, FUZZ_SEED: values.seed };
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", "node", "test/fuzz"];
  process.exitCode = spawnSync(process.execPath, vitest, { env, stdio: "inherit" }).status ?? 1;
}
