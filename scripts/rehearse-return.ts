/**
 * `npm run rehearse:return`: goes back one version before a customer has to. Takes a former version whole, gives it the
 * migrations of this one, and lets its own demo run: every count must close on tables that are newer than the code.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandWords, wrongLine } from "./lib/command-line.ts";

const USAGE = `npm run rehearse:return -- [version]

Runs the demo of a former version (a tag or commit; without one the last tag) on the tables of this one. It runs
with the packages of this version.`;

const root = join(import.meta.dirname, "..");
const [version = lastTag()] = commandWords(USAGE, {}).positionals;
if (git("rev-parse", "--verify", "--quiet", `${version}^{commit}`) === null)
  wrongLine(`"${version}" is no tag and no commit of this repository`);
const added = git("diff", "--name-only", "--diff-filter=A", version, "--", "migrations");
if (git("diff", "--name-only", version, "--", "package-lock.json") !== "")
  console.log(`${version} had other packages; those of this version are used`);
console.log(`${version} on the tables of this version; migrations that it does not know:`);
console.log(
  added === "" || added === null ? "  none: this rehearsal shows nothing new" : added.replaceAll(/^/gm, "  "),
);

const folder = mkdtempSync(join(tmpdir(), "gondola-return-"));
try {
  const archive = execFileSync("git", ["archive", version], { cwd: root, maxBuffer: 2 ** 30 });
  execFileSync("tar", ["-x", "-C", folder], { input: archive });
  rmSync(join(folder, "migrations"), { recursive: true });
  cpSync(join(root, "migrations"), join(folder, "migrations"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  console.log(`${readdirSync(join(folder, "migrations")).length} migrations; the demo of ${version}:`);
  const { status } = spawnSync(process.execPath, ["scripts/demo.ts"], { cwd: folder, stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function lastTag(): string {
  return git("describe", "--tags", "--abbrev=0") ?? wrongLine(`this repository has no tag; name a version\n\n${USAGE}`);
}

/** What git prints; null: it refuses. */
function git(...args: readonly string[]): string | null {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}
