import type { Ports } from "./ports.ts";

/** Ids, counts, codes: data fit for a public screen (invariant 8). */
export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A line is an event and its facts; Workers Logs indexes each field. */
export interface Log {
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
}

export function createLog({ clock, writeLine }: Pick<Ports, "clock" | "writeLine">): Log {
  const at =
    (level: "info" | "warn" | "error") =>
    (event: string, facts: Facts = {}) =>
      writeLine({ at: new Date(clock.now()).toISOString(), level, event, ...facts });
  return { info: at("info"), warn: at("warn"), error: at("error") };
}

/**
 * Reason of a thrown error, for a log line, a desk entry or a run's row: at most 200 characters, without any sent
 * value. Drizzle writes the statement and its values into its message, so the driver's own error is reported instead.
 */
export function reasonOf(error: unknown): string {
  return withoutValues(textOf(error)).trim().slice(0, 200);
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!error.message.startsWith("Failed query:")) return `${error.name}: ${error.message}`;
  return error.cause === undefined ? "Failed query" : `Failed query: ${textOf(error.cause)}`;
}

/** Messages of drivers and of `JSON.parse` that quote their input. */
const withoutValues = (text: string): string =>
  (text.split(/\bparams\b/i)[0] ?? "")
    .replace(/(not supported for value )[\s\S]*$/i, "$1(left out)")
    .replace(/(?:, )?(?:\.{3})?"[\s\S]*"(?:\.{3})?(?= is not valid JSON)/, " (left out)");
