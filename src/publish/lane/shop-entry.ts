import { REF, type DeskEntry } from "../../rules/record/desk-entry.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";

/** The desk entry for a failure of the shop or the configuration. Null: the failure is temporary. */
export function shopEntry(failure: AdminFailure): DeskEntry | null {
  const about = { area: "publish", ref: REF.shopify } as const;
  switch (failure.kind) {
    case "unauthorized":
      return { ...about, reason: "unauthorized", params: failure.why ? { why: failure.why } : {} };
    case "shopClosed":
      return { ...about, reason: "shop-closed", params: { status: failure.status } };
    case "refused":
      return { ...about, reason: "access-denied", params: { code: failure.code }, detail: failure.message };
    case "throttled":
    case "dryRun":
    case "notSent":
    case "unknown":
      return null;
  }
}
