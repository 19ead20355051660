import type { Deps } from "../deps.ts";
import { REF, type DeskEntry, type Fault } from "../rules/record/desk-entry.ts";
import { openEntries } from "../hub/desk/desk.ts";
import {
  beginRun,
  failRun,
  releaseLoad,
  leaseLoad,
  type ActiveLoad,
  type Load,
  type RunStart,
} from "../hub/loads/loads.ts";
import { reasonOf } from "../log.ts";
import type { Instant } from "../ports.ts";
import type { JobOutcome, Run } from "../job.ts";

/** Renewed with each page; longer than a page with all its client's patience. */
export const ORDER_RUN_LEASE_MS = 300_000;

/** What one page came to. */
export type PageOutcome =
  | { readonly kind: "next"; readonly load: ActiveLoad }
  | { readonly kind: "done" }
  | { readonly kind: "lost" }
  /** `fault`: for the desk; null: an outage, which is no person's task. `what`: for the run's row and the log. */
  | {
      readonly kind: "failed";
      readonly fault: Fault<"order-events"> | Fault<"order-sweep"> | null;
      readonly what: string;
      readonly restart?: boolean;
    };

/**
 * Walks a load of the order lane page by page: one holder, a run that goes on where it stopped, an end that moves the
 * watermark. Never throws for what a peer or D1 does: the next tick goes on.
 */
export async function walkPages(
  deps: Deps,
  run: Run,
  name: string,
  startOf: (load: Load, now: Instant) => Omit<RunStart, "runId" | "isFull"> & { readonly isFull?: boolean },
  page: (load: ActiveLoad) => Promise<PageOutcome>,
): Promise<JobOutcome> {
  const { db, clock, random, log } = deps;
  try {
    const load = await leaseLoad(db, { name, company: 0, segment: 0 }, clock.now(), ORDER_RUN_LEASE_MS);
    if (!load) return "done";
    const now = clock.now();
    let active = isActive(load)
      ? load
      : await beginRun(db, load, { isFull: false, ...startOf(load, now), runId: random.uuid() }, now);
    while (active) {
      const outcome: PageOutcome = await page(active);
      if (outcome.kind === "lost" || outcome.kind === "done") {
        if (outcome.kind === "done") await releaseLoad(db, active, clock.now());
        return "done";
      }
      if (outcome.kind === "failed") {
        await stop(deps, active, outcome);
        return "done";
      }
      active = outcome.load;
      if (run.outOfTime()) {
        await releaseLoad(db, active, clock.now());
        return "more";
      }
    }
    return "done";
  } catch (error) {
    log.error("load.failed", { load: name, reason: reasonOf(error) });
    return "done"; // the lease ends by itself
  }
}

function isActive(load: Load): load is ActiveLoad {
  return load.runId !== null && load.readFrom !== null && load.readUntil !== null;
}

async function stop(
  { db, clock, log }: Deps,
  load: ActiveLoad,
  { fault, what, restart = false }: Extract<PageOutcome, { kind: "failed" }>,
): Promise<void> {
  const now = clock.now();
  log.warn("load.stopped", { load: load.name, page: load.page, runId: load.runId, reason: fault?.reason ?? "unknown" });
  await failRun(db, load, what, now, { restart });
  // A fault is of the load that it stopped: the pages of each come with their own.
  if (fault !== null) await openEntries(db, [{ area: load.name, ref: REF.load, ...fault } as DeskEntry], now).run();
  await releaseLoad(db, load, now);
}
