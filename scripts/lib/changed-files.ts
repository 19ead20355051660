import { execFileSync } from "node:child_process";

/** @returns the folder's TypeScript files that differ from the last commit, new ones too; null where git cannot say */
export function changedFiles(folder: string): readonly string[] | null {
  try {
    const changed = git(folder, "diff", "--name-only", "--diff-filter=d", "--relative", "HEAD");
    const added = git(folder, "ls-files", "--others", "--exclude-standard");
    return [...changed, ...added].filter((path) => /\.tsx?$/.test(path));
  } catch {
    return null; // no git, no repository, or no commit yet
  }
}

const git = (cwd: string, ...args: readonly string[]): readonly string[] =>
  execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
    .split("\n")
    .filter((line) => line !== "");
