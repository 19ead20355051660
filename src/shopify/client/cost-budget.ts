/**
 * A local model of the shop's cost bucket: refilled by our clock and corrected by every response's throttleStatus. Each
 * priority leaves a floor for those before it (orders → stock → prices → catalog), so that an order never waits for the
 * catalogue. Prices and catalog also use at most 90 % of the restore rate, so that the bucket fills for the others.
 * Stock may use all of it, because the floor alone protects orders from stock. Beside a backlog of orders, which takes the
 * whole rate for half an hour, stock and prices get a turn: after 45 s without room five seconds without a floor. No caller waits for another's promise:
 * each checks again after its own sleep, so a cancelled invocation blocks no other.
 */
import type { Instant } from "../../ports.ts";
import type { Priority } from "./result.ts";

export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/**
 * A priority, or the follow-up work of orders that the ERP has: it comes after orders that the ERP does not have. Of two
 * orders the one that is under way comes first: else each reads, none writes, and what was read is read again.
 */
export type Lane = Priority | "followUp" | "underWay";

/**
 * Share of the bucket that a lane leaves untouched. Half a bucket of the smallest plan (2,000) exceeds the cost of the
 * largest order query (194). So an order query is sent at once, even while the stock lane runs at full speed.
 */
const FLOOR: Readonly<Record<Lane, number>> = {
  orders: 0,
  underWay: 0.25, // far enough below the next floor for several of the largest follow-up call
  followUp: 0.4,
  stock: 0.5,
  prices: 0.55,
  catalog: 0.6,
};
/** Share of the restore rate for the priorities without urgency. */
const PACE = 0.9;
/** Share of the bucket that may be spent at once before pacing begins: the rest above the highest floor. */
const BURST = 1 - FLOOR.catalog;
const isPaced = (lane: Lane): boolean => lane === "prices" || lane === "catalog";

/** Lanes that get a turn: what they hold back is sold wrongly meanwhile. */
const GETS_A_TURN: ReadonlySet<Lane> = new Set(["stock", "prices"]);
const STARVED_MS = 45_000;
const TURN_MS = 5_000;

// Until the first response: a shop of the smallest plan.
const MAXIMUM_UNKNOWN = 1_000;
const RESTORE_UNKNOWN = 50;

export interface Admission {
  /** After a call's response: the server's bucket level counts, minus the calls still in flight. */
  update(status: ThrottleStatus | undefined, now: Instant): void;
}

export class CostBudget {
  #maximum = MAXIMUM_UNKNOWN;
  #restorePerSecond = RESTORE_UNKNOWN;
  #available = MAXIMUM_UNKNOWN;
  #pace = MAXIMUM_UNKNOWN * BURST;
  #inFlight = 0;
  /** Since when a lane finds no room above its floor. */
  readonly #starvedSince = new Map<Lane, Instant>();
  #at: Instant;

  constructor(now: Instant) {
    this.#at = now;
  }

  /** As the last response said. */
  get restorePerSecond(): number {
    return this.#restorePerSecond;
  }

  /** Milliseconds until a call of this cost may go; 0 = now. */
  waitMs(lane: Lane, costPoints: number, now: Instant): number {
    this.#refill(now);
    const waitMs = this.#waitAbove(FLOOR[lane], lane, costPoints);
    if (waitMs === 0) this.#starvedSince.delete(lane);
    if (waitMs === 0 || !GETS_A_TURN.has(lane)) return waitMs;
    const since = this.#starvedSince.get(lane);
    const waited = since === undefined ? Number.POSITIVE_INFINITY : now - since;
    if (waited > STARVED_MS + TURN_MS) this.#starvedSince.set(lane, now); // it begins to wait, or its turn is over
    if (waited > STARVED_MS + TURN_MS) return Math.min(waitMs, STARVED_MS);
    if (waited < STARVED_MS) return Math.min(waitMs, STARVED_MS - waited); // it asks again when its turn begins
    return this.#waitAbove(0, lane, costPoints);
  }

  #waitAbove(share: number, lane: Lane, costPoints: number): number {
    // A call that costs more than a floor leaves must still be sent, from a full bucket.
    const floor = Math.min(share * this.#maximum, Math.max(0, this.#maximum - costPoints));
    const missing = Math.min(costPoints, this.#maximum) + floor - this.#available;
    const missingPace = isPaced(lane) ? Math.min(costPoints, this.#maximum * BURST) - this.#pace : 0;
    const seconds = Math.max(missing / this.#restorePerSecond, missingPace / (this.#restorePerSecond * PACE));
    return seconds <= 0 ? 0 : Math.ceil(seconds * 1_000);
  }

  /** Takes the points; ask `waitMs` first, with no await in between. */
  take(costPoints: number, now: Instant): Admission {
    this.#refill(now);
    this.#available -= costPoints;
    this.#pace -= costPoints;
    this.#inFlight += costPoints;
    return {
      update: (status, at) => {
        this.#inFlight -= costPoints;
        this.#refill(at);
        if (!status) return; // its cost is unknown: it stays spent
        const before = this.#maximum;
        this.#maximum = Math.max(1, status.maximumAvailable);
        this.#restorePerSecond = Math.max(1, status.restoreRate);
        this.#available = status.currentlyAvailable - this.#inFlight;
        if (before !== this.#maximum) this.#pace += (this.#maximum - before) * BURST; // the real bucket is known now
      },
    };
  }

  /** What the call really cost, where less than it requested. */
  returnRows(points: number): void {
    this.#pace = Math.min(this.#maximum * BURST, this.#pace + points);
  }

  #refill(now: Instant): void {
    const seconds = Math.max(0, now - this.#at) / 1_000;
    this.#at = Math.max(this.#at, now);
    this.#available = Math.min(this.#maximum, this.#available + seconds * this.#restorePerSecond);
    this.#pace = Math.min(this.#maximum * BURST, this.#pace + seconds * this.#restorePerSecond * PACE);
  }
}
