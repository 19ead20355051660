/** Classifies a failed Admin call for the record that was sent, and defines when the record is retried. */
import type { AdminFailure } from "../../shopify/client/result.ts";

type FailureStep =
  /** This record may pass later; the other records continue. */
  | "backOff"
  /** This record is refused until it changes. */
  | "refuse"
  /** Not caused by a record: the lane stops. */
  | "stop";

export function stepAfter(failure: AdminFailure): FailureStep {
  switch (failure.kind) {
    case "throttled":
    case "unauthorized":
    case "shopClosed":
    case "dryRun":
    case "notSent":
      return "stop";
    case "unknown":
      return "backOff";
    case "refused":
      // A missing scope refuses every record alike; an operator grants it in Shopify.
      return failure.code === "ACCESS_DENIED" ? "stop" : "refuse";
  }
}

const BACK_OFF_MS = 60_000;
const BACK_OFF_MAX_MS = 3_600_000;

/** 1 min, 2 min, 4 min … up to an hour. */
export const backoffMs = (attempts: number): number =>
  Math.min(BACK_OFF_MAX_MS, BACK_OFF_MS * 2 ** Math.min(attempts, 10));

/** It may be what failed a request that others shared: it goes alone until it succeeds. */
export const hasFailed = ({ attempts }: { readonly attempts: number }): boolean => attempts > 0;
