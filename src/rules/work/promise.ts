/** How a load stands against its promise: three times the interval of its schedule. */

/** A load may miss so many intervals before it is late. */
const PROMISE_INTERVALS = 3;

/** What is known of a load. Times are epoch ms. */
export interface LoadStanding {
  readonly state: "never" | "paused" | "running" | "waiting" | "idle";
  /** Start of the last run that read to its end; 0: none did. */
  readonly lastSuccessAt: number;
  readonly lastRun: { readonly outcome: string | null } | null;
  /** The run under way; null: there is none. */
  readonly run: object | null;
}

export interface LoadAge {
  /** Since the last run that read to its end, ms; null: none did. */
  readonly ageMs: number | null;
  readonly promiseMs: number;
  /** - `fresh`, `late`; `failing`: late, and its last run failed; `paused`, `running`, `never`. */
  readonly kind: "fresh" | "late" | "failing" | "paused" | "running" | "never";
}

/** @param intervalMs between two ticks of its schedule */
export function ageOf(load: LoadStanding, intervalMs: number, now: number): LoadAge {
  const promiseMs = PROMISE_INTERVALS * intervalMs;
  const ageMs = load.lastSuccessAt === 0 ? null : Math.max(0, now - load.lastSuccessAt);
  return { ageMs, promiseMs, kind: kindOf(load, ageMs, promiseMs) };
}

/** The ages of those loads that a schedule starts. @param intervals name of a job → ms between two ticks of its schedule */
export const agesOf = <L extends LoadStanding & { readonly name: string; readonly isScheduled: boolean }>(
  loads: readonly L[],
  intervals: ReadonlyMap<string, number>,
  now: number,
): readonly (L & { readonly age: LoadAge })[] =>
  loads.flatMap((load) => {
    const interval = load.isScheduled ? intervals.get(load.name) : undefined;
    return interval === undefined ? [] : [{ ...load, age: ageOf(load, interval, now) }];
  });

function kindOf(load: LoadStanding, ageMs: number | null, promiseMs: number): LoadAge["kind"] {
  if (load.state === "paused") return "paused";
  const isLate = ageMs !== null && ageMs > promiseMs;
  if ((isLate || ageMs === null) && load.lastRun?.outcome === "failed") return "failing";
  if (load.run !== null) return "running";
  if (ageMs === null) return "never";
  return isLate ? "late" : "fresh";
}
