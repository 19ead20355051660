import type { Deps } from "../deps.ts";
import { LeaseLost } from "../hub/d1/fenced-batch.ts";
import { SETUP_LEASE_MS, acquireSetupLock, type SetupName } from "../hub/loads/setup-lease.ts";
import type { AdminClient } from "../shopify/client/result.ts";
import { leasedAdmin } from "../shopify/client/leased-admin.ts";

export const SETUP_LEASE_MINUTES = SETUP_LEASE_MS / 60_000;

/** Another call of this setup is under way, or has just ended without a response. */
export interface InProgress {
  readonly kind: "inProgress";
}
const IN_PROGRESS: InProgress = { kind: "inProgress" };

/**
 * Allows one setup call at a time to reach Shopify. The lease of a crashed call expires. The dry run holds none of its
 * writes: they make objects that sell nothing.
 * @param afterUnknown `wait`: after a write without a response the lease stays until it expires. Shopify may still
 * apply the write, and a second call would create it twice. `go`: for writes that Shopify itself accepts only once.
 */
export async function withSetupLock<T>(
  { db, clock, log, shopify }: Pick<Deps, "db" | "clock" | "log" | "shopify">,
  { name, afterUnknown }: { readonly name: SetupName; readonly afterUnknown: "wait" | "go" },
  work: (shopify: AdminClient) => Promise<T>,
): Promise<T | InProgress> {
  const lease = await acquireSetupLock(db, clock, name);
  if (!lease) return IN_PROGRESS;
  const { admin, isOutcomeUnknown } = leasedAdmin(shopify, lease.renew, "setup");
  try {
    const result = await work(admin);
    if (afterUnknown === "go" || !isOutcomeUnknown()) await lease.returnRows();
    return result;
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    log.warn("setup.lease-lost", { name });
    return IN_PROGRESS;
  }
}
