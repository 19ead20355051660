/**
 * `npm run schema` fetches the pinned Admin schema; `npm run schema -- 2027-01` moves the pin there,
 * generates the operation types again and shows what no longer fits.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ADMIN_API_VERSION } from "../src/shopify/client/version.ts";
import { commandWords, wrongLine } from "./lib/command-line.ts";
import { ensureSchema } from "./schema-source.ts";

const USAGE = `npm run schema              fetches the pinned Admin schema
npm run schema -- 2027-01   moves the pin there, generates the operation types again and shows what no longer fits`;

const [wanted = ADMIN_API_VERSION] = commandWords(USAGE, {}).positionals;
if (!/^(\d{4}-\d{2}|unstable)$/.test(wanted)) wrongLine(`"${wanted}" is no Admin API version; write it as 2026-10`);
console.log(`Admin schema ${wanted}: ${ensureSchema(wanted)}`);
if (wanted !== ADMIN_API_VERSION) {
  const pin = join(import.meta.dirname, "../src/shopify/client/version.ts");
  writeFileSync(pin, readFileSync(pin, "utf8").replace(`"${ADMIN_API_VERSION}"`, `"${wanted}"`));
  console.log(`pin moved from ${ADMIN_API_VERSION} to ${wanted}; what breaks, if anything, follows`);
  for (const script of ["codegen", "types"]) {
    const done = spawnSync("npm", ["run", "--silent", script], { stdio: "inherit" });
    if (done.status !== 0) process.exitCode = 1;
  }
}
