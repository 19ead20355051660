/** One part of `npm test` that is a command of its own: run, timed, counted as one passed or failed test by its name. */
import { spawn } from "node:child_process";

export interface PartResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly durationMs: number;
}

/** Runs a command with its output held back, printed only when it failed: a passing check has nothing to say. */
export async function runQuiet(name: string, command: readonly string[]): Promise<PartResult> {
  const startedAt = performance.now();
  const { code, output } = await capture(command);
  const durationMs = performance.now() - startedAt;
  if (code !== 0) console.log(`\n--- ${name} ---\n${output.trimEnd()}\n`);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, durationMs };
}

/** Runs a command with its output shown as it comes. */
export function runLive(command: readonly string[]): Promise<number> {
  const [program = "", ...rest] = command;
  return new Promise((resolve) => {
    const child = spawn(program, rest, { stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", (error) => {
      console.log(`${program}: ${error.message}`);
      resolve(1);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function capture(command: readonly string[]): Promise<{ code: number; output: string }> {
  const [program = "", ...rest] = command;
  return new Promise((resolve) => {
    const child = spawn(program, rest, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", (error) => resolve({ code: 1, output: `${program}: ${error.message}` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
