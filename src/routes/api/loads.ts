import { type Context, Hono } from "hono";
import * as z from "zod";
import { fromErpTime, toErpTime } from "../../rules/brazil/erp-time.ts";
import { nextTick } from "../../crons/next-tick.ts";
import { schedule } from "../../crons/schedule.ts";
import { readAudit } from "../../hub/loads/audit.ts";
import {
  type Actor,
  letGo,
  noteRun,
  saveSettings,
  setPaused,
  setWatermark,
  wantFull,
} from "../../hub/loads/settings.ts";
import { type LoadState, PULLS, readLoadStates, resendOf } from "../../hub/loads/status.ts";
import { KEPT_DAYS } from "../../hub/loads/retention.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";

const DAY_MS = 86_400_000;
const AUDIT_MAX = 500;

const watermark = z.strictObject({
  to: z.string().max(40),
  /** True: only says what would come of it. */
  preview: z.boolean().default(false),
});
const settings = z.strictObject({
  pageSize: z.number().int().min(1).max(1_000).nullable().optional(),
  overlapSeconds: z.number().int().min(0).max(86_400).nullable().optional(),
  fullEveryHours: z.number().int().min(1).max(8_760).nullable().optional(),
  goneMaxPermille: z.number().int().min(0).max(1_000).nullable().optional(),
});

/**
 * "SyncControl": where each load stands, and what a person does to it. Loads are named by
 * /loads/{name}/{company}/{segment}, 0 where the source is not asked by them. Every act leaves a row in the audit.
 */
export const loadsApi = new Hono<AppEnv>()
  .get("/loads", async (context) => {
    const { db, clock } = context.get("deps");
    const now = clock.now();
    return context.json((await readLoadStates(db, now)).map((load) => shown(load, now)));
  })
  .get("/audit", async (context) => {
    const before = Number(context.req.query("before") ?? Number.MAX_SAFE_INTEGER);
    const limit = Number(context.req.query("limit") ?? 100);
    if (!Number.isSafeInteger(before) || !(Number.isSafeInteger(limit) && limit >= 1 && limit <= AUDIT_MAX))
      return failure(422, "audit-wrong", `before é um instante em milissegundos; limit vai de 1 a ${AUDIT_MAX}.`);
    return context.json(await readAudit(context.get("deps").db, { before, limit }));
  })
  .put("/loads/:name/:company/:segment", (context) =>
    atLoad(context, async (load, actor) => {
      const { db } = context.get("deps");
      const body = await jsonBody(context.req.raw, settings);
      if (!body.ok) return body.response;
      const given = Object.fromEntries(Object.entries(body.value).filter(([, value]) => value !== undefined));
      const after = { ...load.settings, ...given };
      await saveSettings(db, actor, load.settings, after);
      return context.json({ ...keyOf(load), settings: after });
    }),
  )
  .post("/loads/:name/:company/:segment/watermark", (context) =>
    atLoad(context, async (load, actor) => {
      const body = await jsonBody(context.req.raw, watermark);
      if (!body.ok) return body.response;
      return moveTo(context, load, actor, body.value);
    }),
  )
  .post("/loads/:name/:company/:segment/run", (context) =>
    atLoad(context, async (load, actor) => {
      const { db, loads } = context.get("deps");
      if (load.state === "paused") return paused(load);
      await noteRun(db, actor);
      await loads.send({ job: jobOf(load.name) });
      return context.json({ ...keyOf(load), queued: true }, 202);
    }),
  )
  .post("/loads/:name/:company/:segment/pause", (context) =>
    atLoad(context, async (load, actor) => {
      if (load.state !== "paused") await setPaused(context.get("deps").db, actor, true);
      return context.json({ ...keyOf(load), state: "paused" });
    }),
  )
  .post("/loads/:name/:company/:segment/resume", (context) =>
    atLoad(context, async (load, actor) => {
      const { db, loads } = context.get("deps");
      if (load.state === "paused") {
        await setPaused(db, actor, false);
        await loads.send({ job: jobOf(load.name) });
      }
      return context.json({ ...keyOf(load), resumed: true });
    }),
  )
  .post("/loads/:name/:company/:segment/full", (context) =>
    atLoad(context, async (load, actor) => {
      const { db, loads } = context.get("deps");
      if (!PULLS.includes(load.name))
        return failure(409, "load-not-full", `${load.name}: não tem leitura completa; mova a marca.`, [...PULLS]);
      if (load.state === "paused") return paused(load);
      await wantFull(db, actor);
      await loads.send({ job: jobOf(load.name) });
      return context.json({ ...keyOf(load), queued: true, afterRun: load.run?.runId ?? null }, 202);
    }),
  )
  .post("/loads/:name/:company/:segment/gone", (context) =>
    atLoad(context, async (load, actor) => {
      const { db, loads } = context.get("deps");
      const { verdict, rows } = load.gone;
      const allowed = verdict === "held" ? await letGo(db, actor, rows) : null;
      if (allowed === null)
        return failure(409, "gone-not-held", `${load.name}: nenhum desaparecimento aguarda confirmação.`);
      await loads.send({ job: jobOf(load.name) });
      return context.json({ ...keyOf(load), rowsAllowed: allowed, queued: true }, 202);
    }),
  );

/** Finds the load a path names; one that will be asked for but has not run yet is there too. */
async function atLoad(
  context: Context<AppEnv>,
  then: (load: LoadState, actor: Actor) => Promise<Response>,
): Promise<Response> {
  const { db, clock, random } = context.get("deps");
  const { name, company, segment } = context.req.param();
  const now = clock.now();
  const load = (await readLoadStates(db, now)).find(
    (each) => each.name === name && String(each.company) === company && String(each.segment) === segment,
  );
  if (!load)
    return failure(
      404,
      "load-unknown",
      "Esta carga não existe; GET /api/loads mostra as que existem, com loja e segmento.",
    );
  return then(load, { at: now, id: random.uuid(), who: "api", key: keyOf(load) });
}

async function moveTo(
  context: Context<AppEnv>,
  load: LoadState,
  actor: Actor,
  { to: text, preview }: z.output<typeof watermark>,
): Promise<Response> {
  const { db, loads } = context.get("deps");
  const to = fromErpTime(text);
  if (to === null)
    return failure(422, "watermark-wrong", "to é data e hora: 2026-11-24T08:00:00 (São Paulo), ou com Z ou fuso.");
  if (to > actor.at)
    return failure(422, "watermark-future", "A marca não pode ficar no futuro: o que mudasse até lá não seria lido.");
  const resend = await resendOf(db, load, to, actor.at - KEPT_DAYS.runs * DAY_MS);
  if (!resend) return failure(409, "load-without-watermark", `${load.name}: não tem marca.`);
  // The sweep's watermark is Shopify's clock, all others are the ERP's.
  const marked = load.name === "order-sweep" ? `${new Date(to).toISOString().slice(0, 19)}Z` : toErpTime(to);
  const from = load.watermark;
  const direction = marked === from ? "same" : marked < from ? "back" : "forward";
  const moved = !preview && direction !== "same";
  if (moved) {
    await setWatermark(db, actor, { from, to: marked, rows: direction === "back" ? resend.hubRowsAtMost : 0 });
    if (load.state !== "paused") await loads.send({ job: jobOf(load.name) });
  }
  return context.json({
    ...keyOf(load),
    from,
    to: marked,
    direction,
    moved,
    gaveUpRun: moved ? (load.run?.runId ?? null) : null,
    ...(direction === "back" ? { resend } : {}),
    warning: warningOf(direction, from, marked, resend.hubRowsAtMost),
  });
}

function warningOf(direction: "same" | "back" | "forward", from: string, to: string, rows: number): string | null {
  switch (direction) {
    case "same":
      return null;
    case "back":
      return `Tudo que o ERP alterou desde ${to} será lido de novo: até ${rows} registros que já estão aqui, mais os que ainda não estão. O que não mudou não é reenviado à loja.`;
    case "forward":
      return `O que o ERP alterou entre ${from} e ${to} não será lido até a próxima leitura completa; para trazê-lo já, use /full.`;
  }
}

const keyOf = ({ name, company, segment }: LoadState) => ({ name, company, segment });

function paused({ name }: LoadState): Response {
  return failure(409, "load-paused", `${name}: está pausada; use /resume primeiro.`);
}

/** The publish's lanes are one job. */
const jobOf = (name: string): string => (name.startsWith("publish-") ? "publish" : name);

function shown(load: LoadState, now: number) {
  const cron = schedule.find(({ job }) => job.name === jobOf(load.name))?.cron ?? null;
  const isDue = load.isAsked && load.state !== "paused" && cron !== null;
  return { ...load, cron, nextAt: isDue ? nextTick(cron, now) : null };
}
