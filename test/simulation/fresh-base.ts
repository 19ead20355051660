/** Where the fresh scenarios begin. */
import { execFileSync } from "node:child_process";

/** Above every seed that a test names. */
const BASE_MIN = 1_000_000;
const BASES = 1_000_000_000;

/**
 * A state of the project that is committed draws its scenarios from its own content: no change ever meets the scenarios of another,
 * and a repeated run of the same state draws the same ones. What is not committed, or is in no repository, draws by chance.
 */
export function freshBase(): number {
  const state = committedState();
  return (
    BASE_MIN + (state === null ? Math.floor(Math.random() * BASES) : Number.parseInt(state.slice(0, 12), 16) % BASES)
  );
}

/** @returns git's hash of the files, or null when they are not what is committed */
function committedState(): string | null {
  try {
    if (git("status", "--porcelain") !== "") return null;
    return git("rev-parse", "HEAD^{tree}");
  } catch {
    return null; // no git, or no repository
  }
}

function git(...args: readonly string[]): string {
  return execFileSync("git", args, {
    cwd: import.meta.dirname,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}
