import type { Job } from "../job.ts";
import { runLedger } from "../orders/ledger/run.ts";

/** Once a night compares the orders of Shopify, the hub and the ERP; every hour goes on with what is left. */
export const orderLedger: Job = { name: "order-ledger", run: runLedger };
