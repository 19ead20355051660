import { Hono } from "hono";
import { readSafetyRules } from "../../hub/stock/safety-stock.ts";
import { safetyRules } from "../../rules/stock/safety-rules.ts";
import { changeSafetyRules } from "../../setup/safety-stock.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { jsonBody } from "../http/json-body.ts";

/** Safety stock by company, category, product and days of cover; mounted under /api, after the bearer check. */
export const safetyStockApi = new Hono<AppEnv>()
  .get("/safety-stock", async (context) => json(await readSafetyRules(context.get("deps").db)))
  .put("/safety-stock", async (context) => {
    const body = await jsonBody(context.req.raw, safetyRules);
    return body.ok ? json(await changeSafetyRules(context.get("deps"), body.value)) : body.response;
  });
