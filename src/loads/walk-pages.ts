import { hoursOf, mayBeginAt } from "../rules/work/load-hours.ts";
import { type DeskEntry, type EntryKey, REF } from "../rules/record/desk-entry.ts";
import type { Deps } from "../deps.ts";
import { d1ErrorKind } from "../hub/d1/error.ts";
import { openEntries } from "../hub/desk/desk.ts";
import {
  beginRun,
  failRun,
  releaseLoad,
  leaseLoad,
  type ActiveLoad,
  type Load,
  type LoadKey,
  type RunStart,
} from "../hub/loads/loads.ts";
import { reasonOf } from "../log.ts";
import type { Instant } from "../ports.ts";
import type { JobOutcome, Run } from "../job.ts";

/** Renewed with each page; longer than a page of orders with all retries of its client, ms. */
export const ORDER_RUN_LEASE_MS = 300_000;

/** Result of one page. */
export type PageOutcome =
  /** The page is in the hub; `load` is at the next one. */
  | { readonly kind: "next"; readonly load: ActiveLoad }
  /** The page is in the hub, and it was the last. */
  | { readonly kind: "done" }
  /** Another run holds the load now. */
  | { readonly kind: "lost" }
  | PageFailure;

/** Ends the run for now. `unauthorized`: every other load of the same system would fail too. */
export interface PageFailure {
  readonly kind: "failed" | "unauthorized";
  /** For the desk; null: an outage, which no operator can repair. */
  readonly entry: DeskEntry | null;
  /** For the run's row. */
  readonly what: string;
  /** The peer's own words, for the desk; absent: `what`. */
  readonly words?: string;
  /** The run is abandoned; the next one starts at page 1 from the same watermark. */
  readonly restart?: boolean;
  /** How long the load rests, ms: the peer asked for it, or its list never ends. Absent: until the next tick. */
  readonly restMs?: number;
}

/** A list read page by page into the hub. One batch stores a page with the number or cursor of the next. */
export interface PagedLoad {
  readonly key: LoadKey;
  /** Longer than the slowest page takes; renewed with each page, ms. */
  readonly leaseMs: number;
  /** Start of a new run, before page 1: changes from now on belong to the next run. */
  readonly startOf: (load: Load, now: Instant) => Omit<RunStart, "runId">;
  readonly readPage: (load: ActiveLoad) => Promise<PageOutcome>;
}

/**
 * - `done`: read to its end. `more`: out of time at a page boundary. `busy`: another holder has it, or it is paused.
 * - `failed`: stopped; the next tick continues at the same page. `unauthorized`: every other load of that system would
 * fail too.
 */
export type WalkOutcome = "done" | "more" | "busy" | "failed" | "unauthorized";

/**
 * Walks a load page by page. One holder runs it, a stopped run continues at its page, and the last page moves the
 * watermark. A crash after any step loses nothing; a repeated page has no effect. Never throws for a fault of a peer or
 * D1.
 */
export async function walkPages(deps: Deps, run: Run, source: PagedLoad): Promise<WalkOutcome> {
  const { db, clock, random, log } = deps;
  let active: ActiveLoad | null = null;
  try {
    const load = await leaseLoad(db, source.key, clock.now(), source.leaseMs);
    if (!load) return "busy";
    const now = clock.now();
    if (rests(load, now)) {
      await releaseLoad(db, load, now);
      return "busy";
    }
    active = isActive(load)
      ? load
      : await beginRun(db, load, { ...source.startOf(load, now), runId: random.uuid() }, now);
    while (active) {
      const outcome: PageOutcome = await source.readPage(active);
      switch (outcome.kind) {
        case "lost":
          return "busy";
        case "done":
          // The batch of the last page has released the lease.
          return "done";
        case "failed":
        case "unauthorized":
          await stop(deps, active, outcome);
          return outcome.kind;
        case "next":
          active = outcome.load;
      }
      if (run.outOfTime() || rests(active, clock.now())) {
        await releaseLoad(db, active, clock.now());
        return rests(active, clock.now()) ? "busy" : "more";
      }
    }
    return "busy"; // another run took the lease before this one began
  } catch (error) {
    const { name, company, segment } = source.key;
    log.error("load.failed", { load: name, company, segment, d1: d1ErrorKind(error), reason: reasonOf(error) });
    if (active) await saveFailure(deps, active, error);
    return "failed";
  }
}

/** The ERP is left alone, or the least interval is not over. A run under way waits for the blocked hours only. */
export const rests = (load: Load, now: Instant): boolean =>
  mayBeginAt(hoursOf(load), { lastAt: load.lastSuccessStartedAt, askedAt: load.askedAt }, isWanted(load), now) > now;

/** A requested full run waits for no interval, like a run that a person asked for. */
const isWanted = (load: Load): boolean => isActive(load) || load.fullWanted === 1;

/** For a job of one load: only a run that ran out of time continues at once. */
export const jobOutcomeOf = (outcome: WalkOutcome): JobOutcome => (outcome === "more" ? "more" : "done");

export function isActive(load: Load): load is ActiveLoad {
  return load.runId !== null && load.readFrom !== null && load.readUntil !== null;
}

/** The load as a whole, for the desk. */
export const ofLoad = ({ company, segment }: LoadKey): EntryKey => ({ company, segment, ref: REF.load });

/** Ends the run for now: its row states the reason, and the lease is free for the next tick. */
async function stop(
  { db, clock, log }: Deps,
  load: ActiveLoad,
  { entry, what, words = what, restart = false, restMs = 0 }: PageFailure,
): Promise<void> {
  const now = clock.now();
  const { name, company, segment, page, runId } = load;
  log.warn("load.stopped", { load: name, company, segment, page, runId, reason: entry?.reason ?? "unknown" });
  await failRun(db, load, what, now, { words, restart, notBefore: restMs === 0 ? 0 : now + restMs });
  if (entry !== null) await openEntries(db, [entry], now).run();
  await releaseLoad(db, load, now);
}

/** Saves the error if D1 allows it; otherwise the lease expires. */
async function saveFailure({ db, clock, log }: Deps, load: ActiveLoad, error: unknown): Promise<void> {
  try {
    await failRun(db, load, reasonOf(error), clock.now());
    await releaseLoad(db, load, clock.now());
  } catch (again) {
    log.warn("load.failure-not-saved", { load: load.name, company: load.company, reason: reasonOf(again) });
  }
}
