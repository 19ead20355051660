import type { Job } from "../job.ts";
import { sweepOrders } from "../orders/intake/sweep.ts";

/** Finds orders whose webhook or message was lost, and requeues those that are due. */
export const orderSweep: Job = { name: "order-sweep", run: sweepOrders };
