/** `npm run audit`: known vulnerabilities of the dependencies. A registry out of reach is said, and fails nothing. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { auditOf, type Lock } from "./lib/audit.ts";
import { commandLine } from "./lib/command-line.ts";

commandLine(
  `npm run audit   asks the npm registry for known vulnerabilities of what package-lock.json names. It ends with 1 for a
high or critical one in a package of the Worker; one in a tool is only shown. Without the registry it ends with 0.`,
  {},
);
const TIMEOUT_MS = 60_000;
const ran = spawnSync("npm", ["audit", "--json"], {
  encoding: "utf8",
  timeout: TIMEOUT_MS,
  shell: process.platform === "win32",
});
const { lines, isBad } = auditOf(ran.stdout, JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock);
if (lines === null) console.log("dependency audit: not made, the registry gave no report");
else console.log([`dependency audit: ${lines.length} findings`, ...lines].join("\n  "));
process.exitCode = isBad ? 1 : 0;
