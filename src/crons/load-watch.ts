import type { Job } from "../job.ts";
import { watchLoads } from "../loads/watch.ts";

/** Puts loads that have not ended well for too long on the desk. */
export const loadWatch: Job = { name: "load-watch", run: watchLoads };
