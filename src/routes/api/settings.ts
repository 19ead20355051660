import { Hono } from "hono";
import * as z from "zod";
import { readOrdersSince } from "../../hub/orders/start-date.ts";
import { setOrdersSince } from "../../setup/orders-since.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { jsonBody } from "../http/json-body.ts";
import { instant } from "../http/query.ts";

export const ordersSince = z.strictObject({
  /** With its zone: 2026-12-01T00:00:00-03:00 is midnight in São Paulo, and 03:00 in UTC. */
  since: instant.transform((instantMs) => new Date(instantMs).toISOString()),
});

/** Settings of the go-live; mounted under /api, after the bearer check. */
export const settingsApi = new Hono<AppEnv>()
  .get("/orders-since", async (context) => json({ since: await readOrdersSince(context.get("deps").db) }))
  .put("/orders-since", async (context) => {
    const body = await jsonBody(context.req.raw, ordersSince);
    return body.ok ? json(await setOrdersSince(context.get("deps"), body.value.since)) : body.response;
  });
