import { alertsJob } from "./alerts.ts";
import { bulkPoll } from "./bulk-poll.ts";
import { brands } from "./brands.ts";
import { categories } from "./categories.ts";
import { drift, driftGoOn, driftSample } from "./drift.ts";
import { housekeeping } from "./housekeeping.ts";
import { images, imagesPublish } from "./images.ts";
import type { Job } from "../job.ts";
import { loadWatch } from "./load-watch.ts";
import { intervalsBetween } from "./next-tick.ts";
import { orderEvents } from "./order-events.ts";
import { orderLedger } from "./order-ledger.ts";
import { orderSweep } from "./order-sweep.ts";
import { prices } from "./prices.ts";
import { products } from "./products.ts";
import { publish } from "./publish.ts";
import { skus } from "./skus.ts";
import { stock } from "./stock.ts";

/** Cron expression (UTC) ↔ job, in the order of wrangler.toml's [triggers]; a test holds the two together. */
export const schedule: readonly { readonly cron: string; readonly job: Job }[] = [
  { cron: "*/10 * * * *", job: products },
  { cron: "1-59/10 * * * *", job: skus },
  { cron: "2-59/5 * * * *", job: prices },
  { cron: "3-59/5 * * * *", job: stock },
  { cron: "* * * * *", job: publish },
  // Not with publish: an invocation of its own has its own CPU time and subrequests. No two expressions mean the same.
  { cron: "1-59 * * * *", job: bulkPoll },
  { cron: "*/2 * * * *", job: orderEvents },
  { cron: "4-59/5 * * * *", job: loadWatch },
  { cron: "4-59/5 * * * *", job: orderSweep },
  { cron: "17 * * * *", job: housekeeping },
  { cron: "6-59/15 * * * *", job: brands },
  { cron: "7-59/15 * * * *", job: categories },
  { cron: "23 5 * * *", job: driftSample },
  { cron: "41 4 * * 1", job: drift },
  { cron: "47 * * * *", job: driftGoOn },
  { cron: "52 * * * *", job: orderLedger },
  { cron: "8-59/15 * * * *", job: images },
  { cron: "*/3 * * * *", job: imagesPublish },
  { cron: "1-59/2 * * * *", job: alertsJob((now) => intervalsBetween(schedule, now)) },
];
