/** A folder as a person has it who cloned the project and ran `npm ci`: what git tracks, and nothing of an earlier run. */
import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const git = (cwd: string, ...args: readonly string[]): string => execFileSync("git", args, { cwd, encoding: "utf8" });

/** @param folder is made */
export function makeFolder(folder: string): void {
  // Also what is not committed yet, as long as git would take it.
  for (const name of new Set(git(root, "ls-files", "-co", "--exclude-standard").split("\n").filter(Boolean))) {
    if (!statSync(join(root, name), { throwIfNoEntry: false })?.isFile()) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(root, name), join(folder, name));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  git(folder, "init", "--quiet");
  git(folder, "add", "--all", ":!node_modules");
}

/** What git would show as changed or new; "": nothing. */
export const changedIn = (folder: string): string =>
  git(folder, "diff", "--name-only") +
  git(folder, "ls-files", "--others", "--exclude-standard", "--", ":!node_modules");

/** Files below the folders that hold one of these texts. */
export function filesWith(texts: readonly string[], ...folders: readonly string[]): readonly string[] {
  const names = folders.flatMap((folder) =>
    globSync("**/*", { cwd: folder, exclude: (name) => name === "node_modules" }).map((name) => join(folder, name)),
  );
  return names.filter((name) => {
    if (!statSync(name).isFile()) return false;
    const content = readFileSync(name, "latin1");
    return texts.some((text) => content.includes(text));
  });
}
