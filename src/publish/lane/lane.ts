/** One lane of the publish: its due check, its lease, its share of the run's time, and its run row. */
import type { Deps } from "../../deps.ts";
import { LeaseLost } from "../../hub/d1/fenced-batch.ts";
import { REF } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { covers, dryRunScopesOf, readDryRun } from "../../hub/dry-run/dry-run.ts";
import { acquireLaneLease, releaseLease, renewLease, type Lease } from "../../hub/loads/leases.ts";
import { countLane, endLane, writeFenced, type LaneCounts } from "../../hub/loads/lane-lease.ts";
import type { Instant } from "../../ports.ts";
import { leasedAdmin } from "../../shopify/client/leased-admin.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { countPrepared } from "./count-statements.ts";
import { shopEntry } from "./shop-entry.ts";

/** Longer than any single call may take (patience, three tries, their time limits); renewed with every batch. */
export const LANE_LEASE_MS = 300_000;
/** Lease time that must remain when a Shopify call begins: a write may take 138 s (token, bucket, request). */
const CALL_NEEDS_MS = LANE_LEASE_MS / 2;
/**
 * Lease time that must remain when the request itself leaves, which may take 30 s. Prices have no compare-and-set: a
 * run that stalled for minutes would overwrite what its successor sent.
 */
const REQUEST_NEEDS_MS = 60_000;

/**
 * D1 takes 1,000 statements per invocation; three lanes and their reads stay below that, and continue in the next one.
 */
const STATEMENTS_MAX = 250;

export type LaneOutcome =
  /** Every due row that could be sent was sent. */
  | { readonly kind: "done" }
  /** The time is spent and work remains. */
  | { readonly kind: "more" }
  /**
   * Continuing would meet the same failure: the next tick tries again. `forShop`: the other lanes would meet it too.
   */
  | { readonly kind: "stopped"; readonly reason: string; readonly forShop: boolean };

/** When to stop taking new work. */
export interface Deadline {
  /** True when the lane's share of the run's time, or of D1's statements per invocation, is spent. */
  readonly outOfTime: () => boolean;
}

/** The run's counts (due = sent + refused + pending). */
export interface Counts {
  /** Adds counts, which the next batch writes. */
  readonly count: (counts: Partial<LaneCounts>) => void;
}

/** Writes under the lane's fence. */
export interface Writer {
  /** One batch under the lane's fence, with the run's counts. Throws `LeaseLost`; nothing is written then. */
  readonly write: (statements: readonly D1PreparedStatement[]) => Promise<void>;
}

export interface Lane extends Deps, Deadline, Counts, Writer {
  readonly lease: Lease;
  /** The same lane limited to one of `parts` equal, consecutive shares of its time and statements. */
  part(index: number, parts: number): Lane;
  /** Stops the lane for a failure that no single record caused, and opens a desk entry. */
  stop(failure: AdminFailure): Promise<LaneOutcome>;
}

export type LaneName = "publish-stock" | "publish-prices" | "publish-catalog" | "publish-bulk" | "publish-images";

/** Acquires the lease of a lane that has due rows, runs the work, and ends the run in every case. */
export async function runLane(
  deps: Deps,
  name: LaneName,
  until: Instant,
  work: (lane: Lane) => Promise<LaneOutcome>,
): Promise<LaneOutcome> {
  const { db, clock } = deps;
  // A dry run holds the whole lane: its rows stay due, and the dry-run pass shows the pending changes
  // (src/dry-run/pass.ts).
  const dry = await readDryRun(db);
  if (dryRunScopesOf(name).every((scope) => covers(dry, scope))) return { kind: "done" };
  let leasedUntil = clock.now() + LANE_LEASE_MS;
  const lease = await acquireLaneLease(db, name, clock.now(), LANE_LEASE_MS);
  if (!lease) return { kind: "done" }; // another run holds the lease, or the lane is paused
  const runId = deps.random.uuid();
  const startedAt = clock.now();
  let waiting = { due: 0, sent: 0, refused: 0, pending: 0 };
  let hasRow = false;
  const prepared = countPrepared(db);
  const { admin: shopify } = leasedAdmin(deps.shopify, async () => {
    const now = clock.now();
    if (now + CALL_NEEDS_MS > leasedUntil) {
      if (!(await renewLease(prepared.db, lease, now, LANE_LEASE_MS))) throw new LeaseLost(name);
      leasedUntil = now + LANE_LEASE_MS;
    }
    return leasedUntil - REQUEST_NEEDS_MS;
  });
  const shared: Omit<Lane, "outOfTime" | "part"> = {
    ...deps,
    db: prepared.db,
    shopify,
    lease,
    count: ({ due = 0, sent = 0, refused = 0, pending = 0 }) => {
      waiting = {
        due: waiting.due + due,
        sent: waiting.sent + sent,
        refused: waiting.refused + refused,
        pending: waiting.pending + pending,
      };
    },
    async write(statements) {
      const counts = waiting;
      const isEmpty = counts.due + counts.sent + counts.refused + counts.pending === 0;
      if (statements.length === 0 && isEmpty) return;
      const count = isEmpty ? [] : [countLane(prepared.db, lease, runId, startedAt, counts)];
      // before the await: concurrent work adds counts during this write
      waiting = { due: 0, sent: 0, refused: 0, pending: 0 };
      const now = clock.now();
      await writeFenced(prepared.db, lease, now, LANE_LEASE_MS, [...statements, ...count]);
      leasedUntil = now + LANE_LEASE_MS;
      hasRow ||= !isEmpty;
      if (!isEmpty) deps.log.info("publish.page", { lane: name, runId, ...counts });
    },
    async stop(failure) {
      const entry = shopEntry(failure);
      await shared.write(entry ? [openEntries(db, [entry], clock.now())] : []);
      deps.log.warn("publish.stopped", { lane: name, runId, kind: failure.kind });
      const forShop = failure.kind === "unauthorized" || failure.kind === "shopClosed";
      return { kind: "stopped", reason: failure.kind, forShop };
    },
  };
  const within = (time: Span, statements: Span): Lane => ({
    ...shared,
    outOfTime: () => clock.now() >= time.until || prepared.statements() >= statements.until,
    part: (index, parts) => within(shareOf(time, index, parts), shareOf(statements, index, parts)),
  });
  const lane = within({ from: startedAt, until }, { from: 0, until: STATEMENTS_MAX });
  try {
    const outcome = await work(lane);
    await lane.write(
      outcome.kind === "stopped" ? [] : [closeEntries(db, "publish", [{ ref: REF.shopify }], clock.now())],
    );
    await endLane(db, lease, runId, outcome.kind === "stopped" ? outcome.reason : null, clock.now(), deps.log);
    return outcome;
  } catch (error) {
    if (error instanceof LeaseLost) {
      deps.log.warn("publish.lease-lost", { lane: name, runId });
      return { kind: "done" };
    }
    if (!hasRow) await releaseLease(db, lease, clock.now()).catch(() => undefined);
    throw error;
  }
}

interface Span {
  readonly from: number;
  readonly until: number;
}
const shareOf = ({ from, until }: Span, index: number, parts: number): Span => ({
  from: from + ((until - from) * index) / parts,
  until: from + ((until - from) * (index + 1)) / parts,
});
