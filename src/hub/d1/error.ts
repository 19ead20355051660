/**
 * The consequence of a failed D1 call.
 * - `unknown`: the statement may have taken effect; repeat what is safe to repeat.
 * - `overloaded`: end here, the next tick continues.
 * - `tooLarge`: never repeat unchanged; use a smaller page.
 * - `constraint`: a row or a guard of ours was refused; nothing of the batch took effect.
 * - `quota`: the account's daily limit; every write waits for 00:00 UTC.
 * - `defect`: a defect of ours.
 */
export type D1ErrorKind = "unknown" | "overloaded" | "tooLarge" | "constraint" | "quota" | "defect";

// The order matters: a timeout that reset the object passes by itself, and a timeout of the statement does not.
const KINDS: readonly (readonly [RegExp, D1ErrorKind])[] = [
  [/caused object to be reset/i, "unknown"],
  [/exceeded timeout|memory limit|CPU time limit|SQLITE_TOOBIG/i, "tooLarge"],
  [/free tier daily|daily row/i, "quota"],
  [/constraint failed|SQLITE_CONSTRAINT/i, "constraint"],
  [/overloaded|too many requests queued|queued for too long/i, "overloaded"],
  [/Network connection lost|code was updated|transient issue|client disconnected|storage reset/i, "unknown"],
];

/** @see Cloudflare's D1 documentation, "Debug D1"; the text may stand in the error or in its cause. */
export function d1ErrorKind(error: unknown): D1ErrorKind {
  const text = textOf(error);
  return KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? "defect";
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Drizzle's own text contains the values of the statement, which could match any pattern.
  if (error.cause !== undefined && error.message.startsWith("Failed query")) return textOf(error.cause);
  return error.cause === undefined ? error.message : `${error.message} ${textOf(error.cause)}`;
}
