import { compareDrift, resumeDrift } from "../drift/run.ts";
import type { Job } from "../job.ts";

/** Compares every product with Shopify. */
export const drift: Job = { name: "drift", run: (deps, run) => compareDrift(deps, run, "drift") };
/** Compares a few products with Shopify, others every day. */
export const driftSample: Job = { name: "drift-sample", run: (deps, run) => compareDrift(deps, run, "drift-sample") };
/** Continues a comparison that a failure interrupted. */
export const driftGoOn: Job = { name: "drift-go-on", run: resumeDrift };
