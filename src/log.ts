import type { Ports } from "./ports.ts";

/** Ids, counts, codes: what would be fine on a public screen (invariant 8). */
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
 * Why something threw, for a log line or a run's row. Only the first 200 characters, and never an error's cause or
 * parameters: Drizzle writes a failed query's values into its message after "params".
 */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (message.split(/\bparams\b/i)[0] ?? "").trim().slice(0, 200);
}
