import { Hono } from "hono";
import { schedule } from "../../crons/schedule.ts";
import { readBulkReport } from "../../hub/bulk/bulk-jobs.ts";
import { readVariantReport } from "../../hub/catalog/variant-limit.ts";
import { readReport } from "../../hub/report.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { catalogApi } from "./catalog.ts";
import { loadsApi } from "./loads.ts";
import { driftApi } from "./drift.ts";
import { dryRunApi } from "./dry-run.ts";
import { mappingsApi } from "./mappings.ts";
import { ordersApi } from "./orders.ts";
import { settingsApi } from "./settings.ts";
import { setupApi } from "./setup.ts";

/** What an operator or a script does by HTTP; the bearer was checked before. */
export const api = new Hono<AppEnv>()
  .get("/report", async (context) => {
    const { db, clock } = context.get("deps");
    const since = Number(context.req.query("since") ?? "0");
    if (!Number.isSafeInteger(since) || since < 0)
      return failure(422, "since-wrong", "since deve ser um instante em milissegundos desde 1970.");
    const at = clock.now();
    return context.json({
      at,
      ...(await readReport(db, since)),
      bulk: await readBulkReport(db, since),
      variants: await readVariantReport(db, at),
    });
  })
  .get("/jobs", (context) => context.json(schedule.map(({ cron, job }) => ({ cron, job: job.name }))))
  // Only asks: a job's time is its own invocation's, and waitUntil would end it after 30 s.
  .post("/run/:job", async (context) => {
    const job = context.req.param("job");
    const names = schedule.map((entry) => entry.job.name);
    if (!names.includes(job)) return failure(404, "job-unknown", `${job}: não é um job.`, names);
    await context.get("deps").loads.send({ job });
    return context.json({ job, queued: true }, 202);
  })
  .route("/", loadsApi)
  .route("/", driftApi)
  .route("/", dryRunApi)
  .route("/", catalogApi)
  .route("/", mappingsApi)
  .route("/", ordersApi)
  .route("/", settingsApi)
  .route("/", setupApi);
