/** The parts of `npm test`: how a command is run, timed and counted, and how parts go side by side. */
import { spawn } from "node:child_process";

export interface PartResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly durationMs: number;
}
export type Part = () => Promise<PartResult>;

/**
 * Runs the rows at the same time and the parts of a row one after the other; a failed part stops none of the others.
 * @param onResult called with each result as it comes
 * @returns the results, row after row, in the order of the parts
 */
export async function side(
  rows: readonly (readonly Part[])[],
  onResult: (result: PartResult) => void,
): Promise<readonly PartResult[]> {
  const results = await Promise.all(
    rows.map(async (parts) => {
      const ended: PartResult[] = [];
      for (const part of parts) {
        const result = await part();
        onResult(result);
        ended.push(result);
      }
      return ended;
    }),
  );
  return results.flat();
}

/**
 * Runs a command that counts as one test by its name. Its output is held back and printed only when it failed: a
 * passing check has nothing to say.
 */
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

/** Runs a command with its output shown in one piece when it has ended, so that it mixes with no other's. */
export async function runHeldBack(command: readonly string[]): Promise<number> {
  const { code, output } = await capture(command);
  console.log(output.trimEnd());
  return code;
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
