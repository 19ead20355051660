/** The Worker under `wrangler dev`, with its own folder for D1, queues and R2: started, killed, started again on the same folder. */
import {
  cpSync,
  createWriteStream,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { isFree, takenWords } from "./local-ports.ts";
import { runToEnd, startGroup, stopGroup, type Running } from "./processes.ts";

const root = join(import.meta.dirname, "..", "..");
const wrangler = [process.execPath, join(root, "node_modules/wrangler/bin/wrangler.js")];
const READY_TIMEOUT_MS = 120_000;

export interface WorkerSetup {
  /** Where D1, R2 and the Worker's log (worker.log) are kept; not in the project. */
  readonly folder: string;
  readonly port: number;
  readonly vars: Readonly<Record<string, string>>;
  /** Given by environment: wrangler takes the secrets that wrangler.toml requires from there, so that no file is left. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly onLine?: (line: string) => void;
  /**
   * True: the project's own tree, built again at every change. Otherwise a copy of it in the folder: an editor that saves
   * a file would restart the Worker, and its work under way would be lost.
   */
  readonly reload?: boolean;
}

export interface WorkerProcess {
  readonly origin: string;
  readonly group: Running;
  /** As a crash: no process of the group lives on, queued messages are lost. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Creates the hub's tables in the folder. All migrations go as one file: wrangler starts D1 anew for each, half a second a
 * piece. That each applies by itself is what the workerd tests see.
 */
export async function migrate(folder: string): Promise<void> {
  const tree = copyOfTree(folder);
  const migrations = join(tree, "migrations");
  const files = readdirSync(migrations).sort();
  const joined = files.map((name) => readFileSync(join(migrations, name), "utf8")).join("\n");
  for (const name of files) rmSync(join(migrations, name));
  writeFileSync(join(migrations, "0001_all.sql"), joined);
  const command = [...wrangler, "d1", "migrations", "apply", "DB", "--local", `--persist-to=${folder}`];
  await runToEnd(command, { cwd: tree, env: { ...cleanEnv(folder), CI: "true" } });
}

/** Starts the Worker and waits until it answers /health, with any status. */
export async function startWorker(setup: WorkerSetup): Promise<WorkerProcess> {
  const { folder, port, vars, secrets } = setup;
  if (!(await isFree(port))) throw new Error(takenWords(port));
  const envFile = join(folder, "empty.env");
  writeFileSync(envFile, "");
  const command = [
    ...wrangler,
    "dev",
    `--port=${port}`,
    "--ip=127.0.0.1",
    "--inspector-port=0",
    `--persist-to=${folder}`,
    "--show-interactive-dev-session=false",
    // A developer's own .dev.vars is for a real shop; naming another file keeps it out.
    `--env-file=${envFile}`,
    ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
  ];
  const env = { ...cleanEnv(folder), ...secrets };
  const log = createWriteStream(join(folder, "worker.log"), { flags: "a" });
  const onLine = (line: string): void => {
    log.write(`${line}\n`);
    setup.onLine?.(line);
  };
  const group = startGroup(command, { cwd: setup.reload ? root : copyOfTree(folder), env, onLine });
  void group.ended.then(() => log.end());
  const origin = `http://127.0.0.1:${port}`;
  await untilHealthAnswers(origin, group);
  return {
    origin,
    group,
    async kill() {
      group.signal("SIGKILL");
      await group.ended;
    },
    stop: () => stopGroup(group),
  };
}

const TREE = ["src", "assets", "migrations", "wrangler.toml", "package.json", "tsconfig.json"] as const;

function copyOfTree(folder: string): string {
  const tree = join(folder, "tree");
  if (existsSync(tree)) return tree;
  for (const name of TREE) cpSync(join(root, name), join(tree, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"), "junction");
  return tree;
}

/** A free port of 127.0.0.1. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilHealthAnswers(origin: string, group: Running): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  let ended: number | string | undefined;
  void group.ended.then((code) => (ended = code));
  while (Date.now() < deadline) {
    // wrangler waits until the source builds, which will not happen here.
    if (group.tail().includes("Build failed")) break;
    if (ended !== undefined) throw new Error(`wrangler dev ended with ${ended}:\n${group.tail()}`);
    try {
      const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(5_000) });
      const { version } = await answer.json<{ readonly version?: unknown }>();
      if (typeof version === "string") return; // not a page of another program
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  group.signal("SIGKILL");
  throw new Error(
    `wrangler dev has no Worker that answers (waited at most ${READY_TIMEOUT_MS / 1000} s):\n${group.tail()}`,
  );
}

/** This process's environment without what could configure the Worker, vitest's own marks, or make wrangler ask questions. */
function cleanEnv(folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(SHOPIFY|ERP|OPS|CLOUDFLARE|CF|VITEST|WRANGLER)_|^(VITEST|NODE_OPTIONS|NODE_ENV|NO_COLOR|FORCE_COLOR)$/.test(
        name,
      ),
  );
  return {
    ...Object.fromEntries(kept),
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_LOG_PATH: join(folder, "wrangler-logs"),
    WRANGLER_REGISTRY_PATH: join(folder, "registry"),
    NO_COLOR: "1",
  };
}
