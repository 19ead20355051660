import { Hono } from "hono";
import * as z from "zod";
import { schedule } from "../../crons/schedule.ts";
import { readFullReport } from "../../hub/report/report.ts";
import { stalledLoads } from "../../loads/watch.ts";
import { shownEntry } from "../../messages/shown-entry.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { json } from "../http/json.ts";
import { languageOf } from "../http/language.ts";
import { instant, queryOf } from "../http/query.ts";
import { alertsApi } from "./alerts.ts";
import { catalogApi } from "./catalog.ts";
import { companiesApi } from "./companies.ts";
import { deskApi } from "./desk.ts";
import { doctorApi } from "./live/doctor.ts";
import { driftApi } from "./drift.ts";
import { dryRunApi } from "./live/dry-run.ts";
import { erpApi } from "./erp.ts";
import { healthApi } from "./health.ts";
import { goLiveApi } from "./live/go-live.ts";
import { heldStockApi } from "./held-stock.ts";
import { imagesApi } from "./images.ts";
import { loadsApi } from "./loads.ts";
import { orderLedgerApi } from "./order-ledger.ts";
import { ordersApi } from "./orders.ts";
import { peopleApi } from "./access/people.ts";
import { priceListsApi } from "./price-lists.ts";
import { pricesApi } from "./prices.ts";
import { safetyStockApi } from "./safety-stock.ts";
import { settingsApi } from "./settings.ts";
import { setupApi } from "./setup.ts";
import { similarsApi } from "./similars.ts";
import { tokensApi } from "./access/tokens.ts";

export const runsSince = z.object({ since: instant.optional() });

/** The operator's HTTP interface, after the bearer check. */
export const api = new Hono<AppEnv>()
  .get("/report", async (context) => {
    const deps = context.get("deps");
    const { db, clock } = deps;
    const parsed = queryOf(context.req.query(), runsSince);
    if (!parsed.ok) return parsed.response;
    const report = await readFullReport(db, parsed.value.since ?? 0, clock.now());
    const language = languageOf(context.req);
    return json({
      ...report,
      stalled: await stalledLoads(deps),
      desk: report.desk.map((count) => ({ ...count, example: shownEntry(count.example, language) })),
    });
  })
  .get("/jobs", () => json(schedule.map(({ cron, job }) => ({ cron, job: job.name }))))
  // Only requests: a job needs its own invocation's time, and waitUntil would end it after 30 s.
  .post("/run/:job", async (context) => {
    const job = context.req.param("job");
    const names = schedule.map((entry) => entry.job.name);
    if (!names.includes(job)) return failure(404, "job-unknown", `${job}: não é um job.`, names);
    await context.get("deps").loads.send({ job });
    return json({ job, queued: true }, 202);
  })
  .route("/", healthApi)
  .route("/", loadsApi)
  .route("/", imagesApi)
  .route("/", deskApi)
  .route("/", driftApi)
  .route("/", dryRunApi)
  .route("/", doctorApi)
  .route("/", goLiveApi)
  .route("/", catalogApi)
  .route("/", companiesApi)
  .route("/", heldStockApi)
  .route("/", pricesApi)
  .route("/", priceListsApi)
  .route("/", orderLedgerApi)
  .route("/", ordersApi)
  .route("/", alertsApi)
  .route("/", erpApi)
  .route("/", peopleApi)
  .route("/", safetyStockApi)
  .route("/", similarsApi)
  .route("/", settingsApi)
  .route("/", setupApi)
  .route("/", tokensApi);
