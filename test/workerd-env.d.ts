import type { Env as WorkerEnv } from "../src/env.ts";
import type { D1Migration } from "@cloudflare/vitest-pool-workers";

declare global {
  namespace Cloudflare {
    // What `cloudflare:workers` gives tests: the Worker's bindings and the migrations to create them with.
    interface Env extends WorkerEnv {
      MIGRATIONS: D1Migration[];
    }
  }
}
