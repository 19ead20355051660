import { Hono } from "hono";
import * as z from "zod";
import { reportText } from "../../../dry-run/report-text.ts";
import { DRY_RUN_SCOPES, readDryRun, type DryRunScope } from "../../../hub/dry-run/dry-run.ts";
import { readDryReport } from "../../../hub/dry-run/report.ts";
import { shownLine } from "../../../messages/dry-run.ts";
import { restartDryRun, setDryRun } from "../../../setup/live/dry-run.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { json } from "../../http/json.ts";
import { jsonBody } from "../../http/json-body.ts";
import { languageOf } from "../../http/language.ts";
import { queryOf, wholeNumber } from "../../http/query.ts";

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 500;
/** The scopes of which the report has lines. */
const REPORTED = ["catalog", "prices", "stock", "orders"] as const satisfies readonly DryRunScope[];

export const dryRun = z.strictObject({
  all: z.boolean(),
  /** Scopes that are blocked one by one while `all` is off. */
  scopes: z
    .array(z.enum(DRY_RUN_SCOPES))
    .max(DRY_RUN_SCOPES.length)
    .default([])
    .transform((scopes) => DRY_RUN_SCOPES.filter((scope) => scopes.includes(scope))),
});

export const lines = z
  .object({
    limit: wholeNumber.pipe(z.number().min(1).max(LIMIT_MAX)).prefault(String(LIMIT_DEFAULT)),
    scope: z.enum(REPORTED).optional(),
    /** The number (`line`) of a line of that scope: the page before it. */
    before: wholeNumber.optional(),
    format: z.enum(["json", "text"]).default("json"),
  })
  .refine(({ scope, before }) => before === undefined || scope !== undefined, {
    path: ["before"],
    message: "needs scope",
  });

/** The dry-run switch and what it shows; mounted under /api, the bearer was checked before. */
export const dryRunApi = new Hono<AppEnv>()
  .get("/dry-run", async (context) => json(await readDryRun(context.get("deps").db)))
  .put("/dry-run", async (context) => {
    const body = await jsonBody(context.req.raw, dryRun);
    return body.ok ? json(await setDryRun(context.get("deps"), body.value)) : body.response;
  })
  // Only asks: the next publish evaluates everything that is due.
  .post("/dry-run/report", async (context) => {
    await restartDryRun(context.get("deps"));
    return json({ queued: true }, 202);
  })
  .get("/dry-run/report", async (context) => {
    const parsed = queryOf(context.req.query(), lines);
    if (!parsed.ok) return parsed.response;
    const { format, ...which } = parsed.value;
    const report = await readDryReport(context.get("deps").db, which);
    const language = languageOf(context.req);
    if (format === "text") return context.text(reportText(report, language));
    const scopes = report.scopes.map(({ newest, ...pass }) => ({
      ...pass,
      newest: newest.map(({ line, at, ...stored }) => ({ line, at, ...shownLine(pass.scope, stored, language) })),
    }));
    return json({ ...report, scopes });
  });
