/**
 * Child processes as groups: wrangler starts workerd, and killing only one of the two leaves the other. Every group is
 * remembered until it ended, so that whatever ends this process ends them.
 */
import { spawn } from "node:child_process";

export interface Running {
  readonly pid: number;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  /** Its last lines, of both streams. */
  tail(lines?: number): string;
  /** Signals the whole group. False: it had ended. */
  signal(name: NodeJS.Signals): boolean;
}

export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly onLine?: (line: string) => void;
}

const TAIL_LINES_MAX = 2_000;
const live = new Set<Running>();

/** Starts a command as the leader of a group of its own, without a terminal and without input. */
export function startGroup(command: readonly string[], options: StartOptions = {}): Running {
  const [program = "", ...rest] = command;
  const child = spawn(program, rest, {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.env ? { env: options.env } : {}),
    ...(options.cwd ? { cwd: options.cwd } : {}),
  });
  const lines: string[] = [];
  const take = (line: string): void => {
    lines.push(line);
    if (lines.length > TAIL_LINES_MAX) lines.splice(0, lines.length - TAIL_LINES_MAX);
    options.onLine?.(line);
  };
  for (const stream of [child.stdout, child.stderr]) byLine(stream, take);
  const running: Running = {
    pid: child.pid ?? 0,
    ended: new Promise((resolve) => {
      child.on("error", (error) => {
        take(`${program}: ${error.message}`);
        live.delete(running);
        resolve(127);
      });
      child.on("close", (code, signal) => {
        live.delete(running);
        resolve(code ?? signal ?? 1);
      });
    }),
    tail: (count = 40) => lines.slice(-count).join("\n"),
    signal: (name) => signalGroup(child.pid, name),
  };
  live.add(running);
  return running;
}

/** Runs a command to its end. Throws, with its last lines, unless it ends with 0. */
export async function runToEnd(command: readonly string[], options: StartOptions = {}): Promise<string> {
  const running = startGroup(command, options);
  const code = await running.ended;
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}:\n${running.tail()}`);
  return running.tail(TAIL_LINES_MAX);
}

/** Asks a group to end, and after `graceMs` makes it. Resolves when it has ended. */
export async function stopGroup(running: Running, graceMs = 2_000): Promise<void> {
  running.signal("SIGTERM");
  const timer = setTimeout(() => running.signal("SIGKILL"), graceMs);
  await running.ended;
  clearTimeout(timer);
  running.signal("SIGKILL"); // what the leader left behind in its group
}

const LOOK_AFTER_NPM_MS = 500;

/**
 * From now on Ctrl-C, SIGTERM and an exit by any way leave no group behind; so does the end of the npm that started us,
 * because npm does not pass a SIGTERM on. `cleanUp` is synchronous.
 */
export function endGroupsWithThisProcess(cleanUp: () => void = () => undefined): void {
  const end = (): void => {
    for (const running of live) running.signal("SIGKILL");
    cleanUp();
  };
  process.once("exit", end);
  for (const [name, number] of [
    ["SIGINT", 2],
    ["SIGTERM", 15],
    ["SIGHUP", 1],
  ] as const)
    process.once(name, () => process.exit(128 + number));
  const parent = process.ppid;
  if (process.env["npm_lifecycle_event"])
    setInterval(() => process.ppid !== parent && process.exit(128 + 15), LOOK_AFTER_NPM_MS).unref();
}

function signalGroup(pid: number | undefined, name: NodeJS.Signals): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, name);
  } catch {
    return false; // ESRCH: none of the group is left
  }
}

function byLine(stream: NodeJS.ReadableStream, take: (line: string) => void): void {
  let rest = "";
  stream.on("data", (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) take(part);
  });
  stream.on("end", () => rest && take(rest));
}
