/** No mistake of ours hides in the noise: what only a defect can cause is never logged, and once it is calm nothing fails. */
import type { Bench } from "./judge.ts";

const DEFECT =
  /\b(TypeError|ReferenceError|RangeError|AssertionError|ZodError|SQLITE_ERROR|SQLITE_MISMATCH|SQLITE_TOOBIG)\b|no move from|Too many API requests/;

export function judgeMistakes({ night, since, check }: Bench): void {
  for (const line of night.lines) {
    const text = JSON.stringify(line);
    check("no mistakes of ours", !DEFECT.test(text), () => text.slice(0, 400));
    if (line["level"] === "error" && Date.parse(String(line["at"])) > since + 60_000)
      check("no mistakes of ours", false, () => `in calm weather: ${text.slice(0, 400)}`);
  }
  for (const [what, times] of Object.entries(night.exceptions.counts))
    check("no mistakes of ours", !DEFECT.test(what), () => `${times} × left an invocation: ${what}`);
}
