import type { Deps } from "../deps.ts";
import { failRun, listLoads, type Load, type LoadKey } from "../hub/loads/loads.ts";
import type { Instant } from "../ports.ts";
import type { JobOutcome, Run } from "../job.ts";
import { pullLoad, type PullKind, pullRun } from "./pull-load.ts";
import { isActive, rests } from "./walk-pages.ts";

/** Loads that ran within this time are no reason to continue at once: the next tick (5 min) takes them. In ms. */
const SERVED_WITHIN_MS = 4 * 60_000;

/**
 * Pulls several loads of one kind, the longest waiting first, so that no company starves behind another. A failed load
 * does not affect the others; a user refused by the ERP ends the job.
 */
export async function pullEach<Wire, Row, Parsed = Row>(
  deps: Deps,
  run: Run,
  kind: PullKind<Wire, Row, Parsed>,
  keys: readonly LoadKey[],
): Promise<JobOutcome> {
  const waiting = await byTurn(deps, keys);
  const bounded = pullRun(run);
  let failed = false;
  for (const [index, { key }] of waiting.entries()) {
    if (bounded.outOfTime()) {
      const left = waiting.slice(index);
      // After a failure the next tick is soon enough: an ERP that is down must not receive calls without a pause.
      return !failed && left.some(({ lastAt, inRun }) => inRun || lastAt < run.startedAt - SERVED_WITHIN_MS)
        ? "more"
        : "done";
    }
    const outcome = await pullLoad(deps, bounded, kind, key);
    if (outcome === "more") return "more";
    if (outcome === "unauthorized") return "done";
    failed ||= outcome === "failed";
  }
  return "done";
}

interface Turn {
  readonly key: LoadKey;
  /** Epoch ms of its last run; 0: never. */
  readonly lastAt: Instant;
  readonly inRun: boolean;
}

/** Reason stored with an abandoned run. Its load restarts from its watermark when it is mapped again. */
const NOT_WANTED = "the company or the segment is no longer read";

async function byTurn({ db, clock }: Deps, keys: readonly LoadKey[]): Promise<readonly Turn[]> {
  const [first] = keys;
  if (!first) return [];
  const loads = await listLoads(db, first.name);
  const isWanted = ({ company, segment }: Load) =>
    keys.some((key) => key.company === company && key.segment === segment);
  for (const load of loads)
    if (isActive(load) && load.leaseUntil <= clock.now() && !isWanted(load))
      await failRun(db, load, NOT_WANTED, clock.now(), { restart: true });
  const turns = keys.flatMap((key): readonly Turn[] => {
    const load = loads.find(({ company, segment }) => company === key.company && segment === key.segment);
    // Paused by an operator, or resting by its hours: no reason to continue at once either.
    if (load && (load.enabled === 0 || rests(load, clock.now()))) return [];
    return [{ key, lastAt: load?.leaseUntil ?? 0, inRun: (load?.runId ?? null) !== null }];
  });
  return turns.sort((one, other) => one.lastAt - other.lastAt);
}
