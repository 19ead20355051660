/** Cloudflare's scheduler, faster: one minute of the schedule takes a few seconds. */
import { matcher } from "../../sim/cloudflare/cron.ts";
import type { Operator } from "./operator.ts";

/** Ticks until the signal, or the end of the process. @param minuteMs what a minute of the schedule takes */
export async function runCrons(operator: Operator, minuteMs: number, signal?: AbortSignal): Promise<void> {
  const isOver = () => signal?.aborted === true;
  for (let minute = Date.now(); !isOver(); minute += 60_000) {
    const until = performance.now() + minuteMs;
    for (const { cron, job } of await operator.get<readonly { cron: string; job: string }[]>("/api/jobs"))
      if (matcher(cron)(new Date(minute)) && !isOver())
        await operator.tick(job).catch((error: unknown) => console.log(String(error)));
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, until - performance.now())));
  }
}
