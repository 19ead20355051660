/** One installation for a test: simulators, a folder with a migrated hub, and a Worker on it that can be killed and started again. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { createOperator } from "../../../scripts/lib/operator.ts";
import { endGroupsWithThisProcess } from "../../../scripts/lib/processes.ts";
import type { FirstSync } from "../../../scripts/lib/first-sync.ts";
import { startSimulators } from "../../../scripts/lib/simulators.ts";
import { freePort, startWorker, type WorkerProcess } from "../../../scripts/lib/worker-process.ts";

const OPS_TOKEN = "e2e-operator-token";

export interface Installation {
  readonly sync: FirstSync;
  readonly folder: string;
  readonly worker: () => WorkerProcess;
  /** As a crash of the machine: wrangler's whole process group, at once. Its queued messages are lost. */
  kill(): Promise<void>;
  /** Starts it on the same folder and port. */
  startAgain(): Promise<void>;
  end(): Promise<void>;
}

export interface InstallationOptions {
  readonly products: number;
  readonly companies: number;
  readonly seed: number;
  /** Before the Worker first starts; the hub's tables are there. */
  readonly prepare?: (folder: string) => void;
}

export async function startInstallation({ prepare, ...size }: InstallationOptions): Promise<Installation> {
  endGroupsOnce();
  const folder = mkdtempSync(join(tmpdir(), "gondola-e2e-"));
  cpSync(inject("hubTemplate"), folder, { recursive: true });
  const simulators = await startSimulators(size, OPS_TOKEN);
  prepare?.(folder);
  const { vars, secrets } = simulators;
  const port = await freePort();
  const start = () => startWorker({ folder, port, vars, secrets });
  let worker = await start();
  const output: string[] = [];
  return {
    sync: { simulators, operator: createOperator(worker.origin, OPS_TOKEN), say: (line) => output.push(line) },
    folder,
    worker: () => worker,
    kill: () => worker.kill(),
    async startAgain() {
      worker = await start();
    },
    async end() {
      await worker.stop();
      await simulators.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}

let isGuarded = false;
function endGroupsOnce(): void {
  if (!isGuarded) endGroupsWithThisProcess();
  isGuarded = true;
}
