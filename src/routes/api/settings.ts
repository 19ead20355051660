import { Hono } from "hono";
import * as z from "zod";
import { noteAct } from "../../hub/loads/audit.ts";
import { readOrdersSince, saveOrdersSince } from "../../hub/orders/start-date.ts";
import type { AppEnv } from "../http/app-env.ts";
import { jsonBody } from "../http/json-body.ts";

const ordersSince = z.strictObject({
  /** With its zone: 2026-12-01T00:00:00-03:00 is midnight in São Paulo, and 03:00 in UTC. */
  since: z.iso.datetime({ offset: true }).transform((text) => new Date(Date.parse(text)).toISOString()),
});

/** Settings of the go-live; mounted under /api, the bearer was checked before. */
export const settingsApi = new Hono<AppEnv>()
  .get("/orders-since", async (context) => context.json({ since: await readOrdersSince(context.get("deps").db) }))
  .put("/orders-since", async (context) => {
    const { db, clock, random, log } = context.get("deps");
    const body = await jsonBody(context.req.raw, ordersSince);
    if (!body.ok) return body.response;
    const { since } = body.value;
    const before = await readOrdersSince(db);
    const at = clock.now();
    const key = { name: "orders-since", company: 0, segment: 0 };
    const act = { at, id: random.uuid(), who: "api", act: "watermark" as const, key, before, after: since };
    const results = await db.batch([...saveOrdersSince(db, since, at), noteAct(db, act)]);
    const lookedAtAgain = results[1]?.meta.changes ?? 0;
    log.warn("orders-since.set", { before, after: since, lookedAtAgain });
    return context.json({ since, before, lookedAtAgain });
  });
