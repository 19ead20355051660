import type { Job } from "./job.ts";

/** Cron expression (UTC) ↔ job, as in wrangler.toml's [triggers]; a test holds the two together. */
export const schedule: readonly { readonly cron: string; readonly job: Job }[] = [];
