/**
 * How many calls are made at once so that they use the shop's restore rate, and no more: as many as come back while one
 * of them is under way.
 */

/** What was measured of one kind of call. */
export interface CallPace {
  /** Points that the shop restores in a second. */
  readonly restorePerSecond: number;
  /** Points of one call. */
  readonly costPoints: number;
  /** From a request to its answer, in ms. */
  readonly answerMs: number;
  /** What stands around a request: the rows before it, the marks after it, in ms. */
  readonly aroundMs: number;
}

export interface CallPlan {
  /** Requests under way at once. */
  readonly width: number;
  /** Calls in one request. */
  readonly together: number;
}

/** More than the rate needs, so that what comes back between two runs is used afterwards. */
const HEADROOM = 1.25;
/** A Worker's invocation has six connections; one stays free for the database. */
const REQUESTS_MAX = 5;
/** Calls of one request: its lines are a document of some 400 kB, and one lost answer leaves so many calls unknown. */
export const TOGETHER_MAX = 10;

/**
 * Requests first, because each is answered by itself. Where five are not enough, several calls share a request: Shopify
 * runs them one after another, but the way there and back is paid once.
 */
export function callPlan({ restorePerSecond, costPoints, answerMs, aroundMs }: CallPace): CallPlan {
  const perSecond = restorePerSecond / costPoints;
  const needed = Math.max(1, Math.ceil((perSecond * HEADROOM * (answerMs + aroundMs)) / 1_000));
  const together = Math.min(TOGETHER_MAX, Math.ceil(needed / REQUESTS_MAX));
  return { width: Math.min(REQUESTS_MAX, Math.ceil(needed / together)), together };
}
