/** What a failed Admin call means for the record that was sent, and when it is tried again. */
import type { AdminFailure } from "../../shopify/client/result.ts";

type FailureStep =
  /** This record may pass later; the others go on. */
  | "backOff"
  /** This record is refused for good, as it is. */
  | "refuse"
  /** No record's matter: stop here. */
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
      // A missing scope refuses every record alike, and is mended in Shopify.
      return failure.code === "ACCESS_DENIED" ? "stop" : "refuse";
  }
}

const BACK_OFF_MS = 60_000;
const BACK_OFF_MAX_MS = 3_600_000;

/** 1 min, 2 min, 4 min … an hour. */
export const backoffMs = (attempts: number): number =>
  Math.min(BACK_OFF_MAX_MS, BACK_OFF_MS * 2 ** Math.min(attempts, 10));
