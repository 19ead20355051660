/** Allows one setup of the shop at a time: two that read Shopify at once would both find nothing and both create it. */
import type { Clock, Instant } from "../../ports.ts";
import { LeaseLost } from "../d1/fenced-batch.ts";
import { acquireLease, releaseLease, renewLease } from "./leases.ts";

/** `setup`: webhooks and definitions. `setup-price-list`: markets, catalogues and lists. */
export type SetupName = "setup" | "setup-price-list";

/**
 * The longest time of a single write: a new token (48 s), the wait for the bucket (60 s) and the request (30 s). A call
 * that crashed, or whose write had no response, blocks others this long.
 */
export const SETUP_LEASE_MS = 180_000;

/** The longest time of a request. */
const REQUEST_MS = 30_000;

export interface SetupLease {
  /**
   * Called before each call of Shopify.
   * @returns until when the call may be sent. Throws `LeaseLost` when another call has the lease: then nothing may be
   * sent.
   */
  readonly renew: () => Promise<Instant>;
  /** Never rejects: a lease that is not released runs out. */
  readonly returnRows: () => Promise<void>;
}

/** @returns null while another call has the lease. */
export async function acquireSetupLock(db: D1Database, clock: Clock, name: SetupName): Promise<SetupLease | null> {
  const lease = await acquireLease(db, name, clock.now(), SETUP_LEASE_MS);
  return (
    lease && {
      renew: async () => {
        const now = clock.now();
        if (!(await renewLease(db, lease, now, SETUP_LEASE_MS))) throw new LeaseLost(name);
        return now + SETUP_LEASE_MS - REQUEST_MS;
      },
      returnRows: () => releaseLease(db, lease, clock.now()).catch(() => undefined),
    }
  );
}
