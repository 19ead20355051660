/** Run once before all files of the project (vitest.config.ts): migrating takes wrangler seconds, copying nothing. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../../../scripts/lib/worker-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with a migrated hub. */
    readonly hubTemplate: string;
  }
}

/** @returns what removes the folder at the end */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "gondola-e2e-hub-"));
  await migrate(folder);
  project.provide("hubTemplate", folder);
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
