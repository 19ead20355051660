/** Runs measure.test.ts, which needs JSX, under vitest in a process of its own. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Result } from "../lib/results.ts";

const root = join(import.meta.dirname, "../..");

export async function pages(say: (line: string) => void): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), "gondola-pages-"));
  const file = join(folder, "results.json");
  try {
    const command = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config=bench/console/vitest.config.ts"];
    const child = spawn(process.execPath, command, {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, PAGES_RESULTS: file },
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n")) if (line.trim() !== "") say(line.trimEnd());
    });
    const code = await new Promise((resolve) => child.once("exit", resolve));
    if (code !== 0) throw new Error(`the pages were not measured: ${String(code)}`);
    return JSON.parse(readFileSync(file, "utf8")) as Result[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
