import { Hono } from "hono";
import { TodayPage } from "../../console/pages/today.tsx";
import { intervalsOf } from "../../crons/ticks.ts";
import { readToday } from "../../hub/report/today.ts";
import { type ConsoleEnv, frameOf } from "./env.ts";
import { html } from "./html.tsx";

export const todayRoutes = new Hono<ConsoleEnv>().get("/", async (context) => {
  const { db, clock } = context.get("deps");
  const now = clock.now();
  const facts = await readToday(db, now);
  return html(<TodayPage frame={await frameOf(context)} facts={facts} intervals={intervalsOf(now)} />);
});
