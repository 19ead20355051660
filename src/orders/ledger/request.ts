import type { Deps } from "../../deps.ts";
import { LEDGER, openRun, requestRun } from "../../hub/ledger/runs.ts";
import { windowFault, type Window, type WindowFault } from "../../rules/orders/ledger/window.ts";

export type LedgerRequested =
  | { readonly kind: "queued"; readonly runId: string }
  | { readonly kind: "running"; readonly runId: string | null }
  | { readonly kind: "refused"; readonly fault: WindowFault };

/**
 * Writes a run of the window down and asks for its job. A crash between the two leaves an open run, which the next tick goes on
 * with.
 */
export async function requestLedger(
  { db, clock, random, loads }: Pick<Deps, "db" | "clock" | "random" | "loads">,
  window: Window,
): Promise<LedgerRequested> {
  const now = clock.now();
  const fault = windowFault(window, now);
  if (fault !== null) return { kind: "refused", fault };
  const runId = random.uuid();
  if (!(await requestRun(db, { id: runId, kind: "person", ...window }, now)))
    return { kind: "running", runId: (await openRun(db))?.id ?? null };
  await loads.send({ job: LEDGER });
  return { kind: "queued", runId };
}
