/**
 * Who sets up the shop, one at a time: two that look at once both find nothing and both make it. The lease is a row of
 * `loads`, as every other; it is no load, so `GET /api/loads` does not show it and nobody can pause it.
 */
import type { Clock, Instant } from "../../ports.ts";
import { LeaseLost } from "../d1/fenced-batch.ts";
import { releaseLease, renewLease, takeLease } from "./loads.ts";

/** What the names of these rows begin with. */
export const SET_UP = "set-up";
/** `set-up`: webhooks and definitions. `set-up-price-list`: markets, catalogues and lists. */
export type SetUp = typeof SET_UP | `${typeof SET_UP}-price-list`;

/**
 * The longest a single write may be on its way: a token bought anew (48 s), the wait for the bucket (60 s) and the
 * request (30 s). So long a call that died, or whose write had no answer, keeps the others away.
 */
export const SET_UP_LEASE_MS = 180_000;

/** A request that left may take so long. */
const REQUEST_MS = 30_000;

export interface SetUpLease {
  /**
   * Before each call of Shopify. @returns until when it may leave. Throws `LeaseLost` when somebody else has the lease:
   * nothing more may be sent then.
   */
  readonly renew: () => Promise<Instant>;
  /** Never rejects: a lease that is not given back runs out. */
  readonly giveBack: () => Promise<void>;
}

/** @returns null when somebody else is at it. */
export async function takeSetUp(db: D1Database, clock: Clock, name: SetUp): Promise<SetUpLease | null> {
  const load = await takeLease(db, { name, company: 0, segment: 0 }, clock.now(), SET_UP_LEASE_MS);
  return (
    load && {
      renew: async () => {
        const now = clock.now();
        if (!(await renewLease(db, load, now, SET_UP_LEASE_MS))) throw new LeaseLost(name);
        return now + SET_UP_LEASE_MS - REQUEST_MS;
      },
      giveBack: () => releaseLease(db, load, clock.now()).catch(() => undefined),
    }
  );
}
