/** No defect hides among the faults: an error that only a defect can cause is never logged, and after the storm nothing fails. */
import { STANDS_STILL, STANDS_STILL_MAX_MS } from "../scenario/fault-schedule.ts";
import type { JudgeContext } from "./judge.ts";

const DEFECT =
  /\b(TypeError|ReferenceError|RangeError|AssertionError|ZodError|SQLITE_ERROR|SQLITE_MISMATCH|SQLITE_TOOBIG)\b|no move from|Too many API requests/;

/** What was under way when the storm ended may still report what the storm did to it. */
const UNDER_WAY_MS = 60_000;

export function judgeMistakes({ scenario, since, check }: JudgeContext): void {
  // An isolate that stood still logs the storm's last failure when it continues: an invocation lasts a quarter of an hour.
  const calmFrom = since + UNDER_WAY_MS + (scenario.faults.counts[STANDS_STILL] ? STANDS_STILL_MAX_MS : 0);
  for (const line of scenario.lines) {
    const text = JSON.stringify(line);
    check("no mistakes of ours", !DEFECT.test(text), () => text.slice(0, 400));
    // A message that met failing consumers twenty times: judged by its entry at the desk (dead letters wait, and come when they come).
    if (line["event"] === "order.dead-letter" && scenario.queues.counts.failed > 0) continue;
    if (line["level"] === "error" && Date.parse(String(line["at"])) > calmFrom)
      check("no mistakes of ours", false, () => `in calm weather: ${text.slice(0, 400)}`);
  }
  for (const [what, times] of Object.entries(scenario.exceptions.counts))
    check("no mistakes of ours", !DEFECT.test(what), () => `${times} × left an invocation: ${what}`);
}
