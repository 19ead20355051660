import { Hono } from "hono";
import { stalledLoads } from "../../loads/watch.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";

/** How the connector is, for a person or a monitor; mounted under /api. The platform asks the public /health. */
export const healthApi = new Hono<AppEnv>().get("/health", async (context) => {
  const loads = await stalledLoads(context.get("deps"));
  return json({ status: loads.length === 0 ? "ok" : "degraded", loads });
});
