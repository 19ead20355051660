import { type Context, Hono } from "hono";
import * as z from "zod";
import { ticksOf } from "../../crons/ticks.ts";
import { readAudit } from "../../hub/loads/audit.ts";
import { BLOCKED_HOURS, longestRestMs } from "../../rules/work/load-hours.ts";
import type { LoadState } from "../../hub/loads/status.ts";
import {
  approveDelisting,
  changeSettings,
  findLoad,
  keyOf,
  listLoads,
  type LoadInHand,
  moveWatermark,
  pause,
  requestFull,
  resume,
  runNow,
  type WatermarkMoved,
} from "../../loads/operate.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { isoOf, json } from "../http/json.ts";
import { jsonBody } from "../http/json-body.ts";
import { instant, queryOf, wholeNumber } from "../http/query.ts";

const AUDIT_DEFAULT = 100;
const AUDIT_MAX = 500;

export const auditPage = z.object({
  before: instant.optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(AUDIT_MAX)).prefault(String(AUDIT_DEFAULT)),
});
export const watermark = z.strictObject({
  /** Date and time; São Paulo's without a zone. */
  watermark: z.string().max(40),
  /** True: only reports the consequences. */
  preview: z.boolean().default(false),
});
export const settings = z.strictObject({
  pageSize: z.number().int().min(1).max(1_000).nullable().optional(),
  overlapSeconds: z.number().int().min(0).max(86_400).nullable().optional(),
  fullEveryHours: z.number().int().min(1).max(8_760).nullable().optional(),
  delistingMaxPermille: z.number().int().min(0).max(1_000).nullable().optional(),
  /** Minutes from one begin to the next. */
  leastMinutes: z.number().int().min(1).max(10_080).nullable().optional(),
  blockedHours: z
    .array(z.string().regex(BLOCKED_HOURS, "must be as 02:00-04:30"))
    .max(10)
    .refine(
      (spans) => longestRestMs({ leastMinutes: null, blockedHours: spans }) <= 20 * 3_600_000,
      "leave less than four hours",
    )
    .nullable()
    .optional(),
  stalledAfterMinutes: z.number().int().min(5).max(10_080).nullable().optional(),
});

/**
 * "SyncControl": the state of each load, and an operator's acts on it. Loads are named by
 * /loads/{name}/{company}/{segment}, with 0 where the source is not read by them. Every act writes a row in the audit.
 */
export const loadsApi = new Hono<AppEnv>()
  .get("/loads", async (context) => json(await listLoads(context.get("deps"), ticksOf)))
  .get("/audit", async (context) => {
    const parsed = queryOf(context.req.query(), auditPage);
    if (!parsed.ok) return parsed.response;
    const { before = Number.MAX_SAFE_INTEGER, limit } = parsed.value;
    const acts = await readAudit(context.get("deps").db, { before, limit });
    return json(acts.map(shownAct));
  })
  .put("/loads/:name/:company/:segment", (context) =>
    atLoad(context, async (found) => {
      const body = await jsonBody(context.req.raw, settings);
      if (!body.ok) return body.response;
      const after = await changeSettings(context.get("deps"), found, body.value);
      return json({ ...keyOf(found.load), settings: after });
    }),
  )
  .post("/loads/:name/:company/:segment/watermark", (context) =>
    atLoad(context, async (found) => {
      const body = await jsonBody(context.req.raw, watermark);
      if (!body.ok) return body.response;
      return movedAnswer(found.load, await moveWatermark(context.get("deps"), found, body.value));
    }),
  )
  .post("/loads/:name/:company/:segment/run", (context) =>
    atLoad(context, async (found) => {
      const requested = await runNow(context.get("deps"), found);
      return requested.kind === "paused" ? paused(found.load) : json({ ...keyOf(found.load), queued: true }, 202);
    }),
  )
  .post("/loads/:name/:company/:segment/pause", (context) =>
    atLoad(context, async (found) => {
      await pause(context.get("deps"), found);
      return json({ ...keyOf(found.load), state: "paused" });
    }),
  )
  .post("/loads/:name/:company/:segment/resume", (context) =>
    atLoad(context, async (found) => {
      await resume(context.get("deps"), found);
      return json({ ...keyOf(found.load), resumed: true });
    }),
  )
  .post("/loads/:name/:company/:segment/full", (context) =>
    atLoad(context, async (found) => {
      const { load } = found;
      const requested = await requestFull(context.get("deps"), found);
      switch (requested.kind) {
        case "queued":
          return json({ ...keyOf(load), queued: true, afterRunId: load.run?.runId ?? null }, 202);
        case "paused":
          return paused(load);
        case "noFullRead":
          return failure(
            409,
            "load-not-full",
            `${load.name}: não tem leitura completa; mova a marca.`,
            requested.loads,
          );
      }
    }),
  )
  .post("/loads/:name/:company/:segment/approve-delisting", (context) =>
    atLoad(context, async (found) => {
      const rowsAllowed = await approveDelisting(context.get("deps"), found);
      return rowsAllowed === null
        ? failure(409, "delisting-not-blocked", `${found.load.name}: nenhum desaparecimento aguarda confirmação.`)
        : json({ ...keyOf(found.load), rowsAllowed, queued: true }, 202);
    }),
  );

/** Finds the load named by a path. */
async function atLoad(context: Context<AppEnv>, then: (found: LoadInHand) => Promise<Response>): Promise<Response> {
  const { name = "", company = "", segment = "" } = context.req.param();
  const found = await findLoad(context.get("deps"), { name, company, segment });
  return found
    ? then(found)
    : failure(404, "load-unknown", "Esta carga não existe; GET /api/loads mostra as que existem, com loja e segmento.");
}

function movedAnswer(load: LoadState, result: WatermarkMoved): Response {
  switch (result.kind) {
    case "noInstant":
      return failure(
        422,
        "watermark-wrong",
        "watermark é data e hora: 2026-11-24T08:00:00 (São Paulo), ou com Z ou fuso.",
      );
    case "inFuture":
      return failure(422, "watermark-future", "A marca não pode ficar no futuro: o que mudasse até lá não seria lido.");
    case "noWatermark":
      return failure(409, "load-without-watermark", `${load.name}: não tem marca.`);
    case "moved": {
      const { kind: _kind, before, resend, ...moved } = result;
      return json({
        ...keyOf(load),
        ...moved,
        before: isoOf(before),
        ...(moved.direction === "back" ? { resend } : {}),
        warning: warningOf(result),
      });
    }
  }
}

function warningOf({ direction, before, watermark: after, resend }: Extract<WatermarkMoved, { kind: "moved" }>) {
  switch (direction) {
    case "same":
      return null;
    case "back":
      return `Tudo que o ERP alterou desde ${after} será lido de novo: até ${resend.hubRowsAtMost} registros que já estão aqui, mais os que ainda não estão. O que não mudou não é reenviado à loja.`;
    case "forward":
      return `O que o ERP alterou entre ${before} e ${after} não será lido até a próxima leitura completa; para trazê-lo já, use /full.`;
  }
}

function paused({ name }: LoadState): Response {
  return failure(409, "load-paused", `${name}: está pausada; use /resume primeiro.`);
}

/** A watermark's act holds two instants; the other acts hold texts. */
const shownAct = ({ before, after, ...act }: Awaited<ReturnType<typeof readAudit>>[number]) =>
  act.act === "watermark" ? { ...act, before: isoOf(before), after: isoOf(after) } : { ...act, before, after };
