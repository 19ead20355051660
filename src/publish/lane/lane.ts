/** One lane of the publish: whether there is anything to do, its lease, its share of the time, its run's row. */
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

/** Longer than any single call may take (patience, three tries, their time limits), and prolonged with every batch. */
export const LANE_LEASE_MS = 300_000;
/** So much of the lease must be left when a call of Shopify begins: a write may be on its way for 138 s (token, bucket, request). */
const CALL_NEEDS_MS = LANE_LEASE_MS / 2;
/**
 * And so much when its request leaves, which may take 30 s. Prices have no compare-and-set: a run that stood still for
 * minutes and then sent what it had read would overwrite what its successor sent.
 */
const REQUEST_NEEDS_MS = 60_000;

/** D1 takes 1,000 statements in one invocation; three lanes and their reads stay below it, and go on in the next. */
const STATEMENTS_MAX = 250;

export type LaneOutcome =
  /** All that was due and could go has gone. */
  | { readonly kind: "done" }
  /** Its time is spent, work is left. */
  | { readonly kind: "more" }
  /** Going on would only meet the same: the next tick tries again. `forShop` = no other lane needs to try either. */
  | { readonly kind: "stopped"; readonly reason: string; readonly forShop: boolean };

export interface Lane extends Deps {
  readonly lease: Lease;
  /** Its own share of the run's time, or of the statements D1 takes in one invocation, is spent. */
  outOfTime(): boolean;
  /** The same lane with one of so many equal shares of what it has, in order: who is first leaves the next its own. */
  part(index: number, parts: number): Lane;
  /** Counts without a batch of its own: they are written with the next one. */
  count(counts: Partial<LaneCounts>): void;
  /** One batch under the lane's fence, the run's counts in it. Throws `LeaseLost` with nothing written. */
  write(statements: readonly D1PreparedStatement[]): Promise<void>;
  /** Stops the lane for a failure that is not one record's, and says so on the desk. */
  stop(failure: AdminFailure): Promise<LaneOutcome>;
}

export type LaneName = "publish-stock" | "publish-prices" | "publish-catalog" | "publish-bulk";

/** Takes the lease of a lane that has something due, works, and ends the run whatever happens. */
export async function runLane(
  deps: Deps,
  name: LaneName,
  until: Instant,
  work: (lane: Lane) => Promise<LaneOutcome>,
): Promise<LaneOutcome> {
  const { db, clock } = deps;
  // Held back whole: its rows stay due, and the dry-run pass shows what would go (src/dry-run/pass.ts).
  const dry = await readDryRun(db);
  if (dryRunScopesOf(name).every((each) => covers(dry, each))) return { kind: "done" };
  let leasedUntil = clock.now() + LANE_LEASE_MS;
  const lease = await acquireLaneLease(db, name, clock.now(), LANE_LEASE_MS);
  if (!lease) return { kind: "done" }; // another run works on it, or it is paused
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
  const lane: Lane = {
    ...deps,
    db: prepared.db,
    shopify,
    lease,
    ...shares({ from: startedAt, until }, { from: 0, until: STATEMENTS_MAX }),
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
      const count = isEmpty ? [] : [countLane(lane.db, lease, runId, startedAt, counts)];
      waiting = { due: 0, sent: 0, refused: 0, pending: 0 }; // before the await: others count while this is on its way
      const now = clock.now();
      await writeFenced(lane.db, lease, now, LANE_LEASE_MS, [...statements, ...count]);
      leasedUntil = now + LANE_LEASE_MS;
      hasRow ||= !isEmpty;
      if (!isEmpty) deps.log.info("publish.page", { lane: name, runId, ...counts });
    },
    async stop(failure) {
      const entry = shopEntry(failure);
      await lane.write(entry ? [openEntries(db, [entry], clock.now())] : []);
      deps.log.warn("publish.stopped", { lane: name, runId, kind: failure.kind });
      const forShop = failure.kind === "unauthorized" || failure.kind === "shopClosed";
      return { kind: "stopped", reason: failure.kind, forShop };
    },
  };
  function shares(time: Span, statements: Span): Pick<Lane, "outOfTime" | "part"> {
    return {
      outOfTime: () => clock.now() >= time.until || prepared.statements() >= statements.until,
      part: (index, parts) => ({
        ...lane,
        ...shares(shareOf(time, index, parts), shareOf(statements, index, parts)),
      }),
    };
  }
  try {
    const outcome = await work(lane);
    await lane.write(
      outcome.kind === "stopped" ? [] : [closeEntries(db, "publish", [{ ref: REF.shopify }], clock.now())],
    );
    await endLane(db, lease, runId, outcome.kind === "stopped" ? outcome.reason : null, clock.now());
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
