/** When a load that does not end well is a matter of the desk. */
const MINUTE_MS = 60_000;
const STALLED_AFTER_MINUTES = 30;
/** A run that stores page after page is given this many times as long: a first read takes its time. */
const MOVING_TIMES = 6;
/** A run that stored a page within this time is moving, ms. */
const MOVING_MS = 10 * MINUTE_MS;

/** What is known of a load's progress, epoch ms; 0: never. */
export interface LoadProgress {
  readonly firstAt: number;
  readonly endedWellAt: number;
  readonly advancedAt: number;
  /** Runs that were given up in a row. */
  readonly restarts: number;
  /** Null: the default. */
  readonly stalledAfterMinutes: number | null;
  /** Longest time between two of its runs as they are planned, ms; 0: each tick. */
  readonly plannedMs?: number;
}

/** @returns since when the load has not ended well, epoch ms; null: it is not stalled, or never began */
export function stalledSince(load: LoadProgress, now: number): number | null {
  const since = Math.max(load.endedWellAt, load.firstAt);
  if (since === 0) return null;
  const limitMs = (load.stalledAfterMinutes ?? STALLED_AFTER_MINUTES) * MINUTE_MS + (load.plannedMs ?? 0);
  const isMoving = load.restarts === 0 && load.advancedAt > Math.max(load.endedWellAt, now - MOVING_MS);
  return now - since > (isMoving ? MOVING_TIMES * limitMs : limitMs) ? since : null;
}
