import type { Job } from "../job.ts";
import { pullEvents } from "../orders/intake/events.ts";

/** Polls the ERP's order events into the hub. */
export const orderEvents: Job = { name: "order-events", run: pullEvents };
