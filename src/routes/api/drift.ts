import { Hono } from "hono";
import * as z from "zod";
import { repairFindings } from "../../drift/repair.ts";
import { readDriftReport, type DriftRun } from "../../hub/drift/drift.ts";
import { DRIFT_KINDS } from "../../rules/drift/compare.ts";
import { failure } from "../http/answers.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { jsonBody } from "../http/json-body.ts";
import { queryOf, wholeNumber } from "../http/query.ts";

const RUNS_SHOWN = 10;
const FINDINGS_DEFAULT = 100;
const FINDINGS_MAX = 1_000;

export const query = z.object({
  runId: z.string().max(60).optional(),
  kind: z.enum(DRIFT_KINDS).optional(),
  after: wholeNumber.prefault("0"),
  limit: wholeNumber.pipe(z.number().min(1).max(FINDINGS_MAX)).prefault(String(FINDINGS_DEFAULT)),
});
export const wanted = z.strictObject({ kind: z.enum(["sample", "full"]) });
const runId = z.string().max(60);
export const repair = z.union([
  z.strictObject({ runId, n: z.number().int().positive() }),
  z.strictObject({ runId, kind: z.enum(DRIFT_KINDS) }),
  z.strictObject({ runId, all: z.literal(true) }),
]);

/** Where Shopify differs from the sent values; mounted under /api, after the bearer check. */
export const driftApi = new Hono<AppEnv>()
  .get("/drift", async (context) => {
    const parsed = queryOf(context.req.query(), query);
    if (!parsed.ok) return parsed.response;
    const report = await readDriftReport(context.get("deps").db, { runs: RUNS_SHOWN, ...parsed.value });
    return json({ ...report, runs: report.runs.map(shown) });
  })
  // Only requests: a comparison has its own invocation, and a full one continues over many.
  .post("/drift/run", async (context) => {
    const body = await jsonBody(context.req.raw, wanted);
    if (!body.ok) return body.response;
    const job = body.value.kind === "full" ? "drift" : "drift-sample";
    await context.get("deps").loads.send({ job });
    return json({ job, queued: true }, 202);
  })
  .post("/drift/repair", async (context) => {
    const body = await jsonBody(context.req.raw, repair);
    if (!body.ok) return body.response;
    const what = body.value;
    const repaired = await repairFindings(context.get("deps"), {
      runId: what.runId,
      n: "n" in what ? what.n : null,
      kind: "kind" in what ? what.kind : null,
    });
    if (repaired === 0)
      return failure(404, "drift-nothing", "Não há diferença assim nesta comparação, ou já foi mandada de novo.");
    return json({ runId: what.runId, repaired });
  });

/** Kinds are codes, not field names: a list of pairs. */
const shown = ({ id, counts, ...run }: DriftRun) => ({
  runId: id,
  ...run,
  counts: Object.entries(counts).map(([kind, count]) => ({ kind, count })),
});
