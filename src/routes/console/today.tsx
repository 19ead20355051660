import { Hono } from "hono";
import { TodayPage } from "../../console/pages/today.tsx";
import { nextTick } from "../../crons/next-tick.ts";
import { schedule } from "../../crons/schedule.ts";
import { readToday } from "../../hub/report/today.ts";
import type { Instant } from "../../ports.ts";
import { type ConsoleEnv, frameOf } from "./env.ts";
import { html } from "./html.tsx";

/** Name of a job → ms between its next two ticks. */
export function intervalsOf(now: Instant): ReadonlyMap<string, number> {
  return new Map(
    schedule.flatMap(({ cron, job }) => {
      const first = nextTick(cron, now);
      const second = first === null ? null : nextTick(cron, first);
      return first === null || second === null ? [] : [[job.name, second - first] as const];
    }),
  );
}

export const todayRoutes = new Hono<ConsoleEnv>().get("/", async (context) => {
  const { db, clock } = context.get("deps");
  const now = clock.now();
  const facts = await readToday(db, now);
  return html(<TodayPage frame={await frameOf(context)} facts={facts} intervals={intervalsOf(now)} />);
});
