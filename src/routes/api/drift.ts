import { Hono } from "hono";
import * as z from "zod";
import { DRIFT_KINDS } from "../../rules/drift/compare.ts";
import { readDriftRuns, readFindings } from "../../hub/drift/drift.ts";
import { repairDrift } from "../../hub/drift/repair.ts";
import { failure } from "../http/answers.ts";
import type { AppEnv } from "../http/app-env.ts";
import { jsonBody } from "../http/json-body.ts";

const RUNS_SHOWN = 10;
const FINDINGS_DEFAULT = 100;
const FINDINGS_MAX = 1_000;

const query = z.object({
  run: z.string().max(60).optional(),
  kind: z.enum(DRIFT_KINDS).optional(),
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(FINDINGS_MAX).default(FINDINGS_DEFAULT),
});
const wanted = z.strictObject({ kind: z.enum(["sample", "full"]) });
const repair = z.union([
  z.strictObject({ run: z.string().max(60), n: z.number().int().positive() }),
  z.strictObject({ run: z.string().max(60), kind: z.enum(DRIFT_KINDS) }),
  z.strictObject({ run: z.string().max(60), all: z.literal(true) }),
]);

/** Where Shopify is not what was sent to it; mounted under /api, the bearer was checked before. */
export const driftApi = new Hono<AppEnv>()
  .get("/drift", async (context) => {
    const { db } = context.get("deps");
    const asked = query.safeParse(context.req.query());
    if (!asked.success)
      return failure(
        422,
        "drift-wrong",
        "Os parâmetros são run, kind, after e limit; veja details.",
        asked.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
      );
    const { run, kind, after, limit } = asked.data;
    const runs = await readDriftRuns(db, RUNS_SHOWN);
    const id = run ?? runs[0]?.id;
    const findings = id === undefined ? [] : await readFindings(db, id, { kind: kind ?? null, after, limit });
    return context.json({ runs, run: id ?? null, findings });
  })
  // Only asks: a comparison has its own invocation, and a full one goes on over many.
  .post("/drift/run", async (context) => {
    const body = await jsonBody(context.req.raw, wanted);
    if (!body.ok) return body.response;
    const job = body.value.kind === "full" ? "drift" : "drift-sample";
    await context.get("deps").loads.send({ job });
    return context.json({ job, queued: true }, 202);
  })
  .post("/drift/repair", async (context) => {
    const { db, clock, log, loads } = context.get("deps");
    const body = await jsonBody(context.req.raw, repair);
    if (!body.ok) return body.response;
    const what = body.value;
    const repaired = await repairDrift(
      db,
      { runId: what.run, n: "n" in what ? what.n : null, kind: "kind" in what ? what.kind : null },
      clock.now(),
    );
    if (repaired === 0)
      return failure(404, "drift-nothing", "Não há diferença assim nesta comparação, ou já foi mandada de novo.");
    log.info("drift.repaired", { runId: what.run, findings: repaired });
    await loads.send({ job: "publish" });
    return context.json({ run: what.run, repaired });
  });
