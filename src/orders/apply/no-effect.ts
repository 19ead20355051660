import type { AdminFailure } from "../../shopify/client/result.ts";

/** Whether a call that failed cannot have changed anything; of an unknown outcome the order itself shows the answer. */
export function hadNoEffect(failure: AdminFailure): boolean {
  switch (failure.kind) {
    case "throttled":
    case "unauthorized":
    case "shopClosed":
    case "refused":
    case "dryRun":
    case "notSent":
      return true;
    case "unknown":
      return false;
  }
}
