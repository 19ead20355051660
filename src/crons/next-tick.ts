import type { Instant } from "../ports.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * When a cron expression fires next, in the next hour; ours differ in their minutes alone.
 * @returns null for an expression that names hours or days, or that cannot be read
 */
export function nextTick(cron: string, now: Instant): Instant | null {
  const [field = "", ...rest] = cron.split(" ");
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(field);
  if (!match || rest.join(" ") !== "* * * *") return null;
  const [, from, until, step] = match;
  const first = Number(from ?? 0);
  const last = Number(until ?? (from === undefined || step !== undefined ? 59 : from));
  const every = Number(step ?? 1);
  const start = now - (now % MINUTE_MS) + MINUTE_MS;
  for (let at = start; at < start + HOUR_MS; at += MINUTE_MS) {
    const minute = (at % HOUR_MS) / MINUTE_MS;
    if (minute >= first && minute <= last && (minute - first) % every === 0) return at;
  }
  return null;
}
