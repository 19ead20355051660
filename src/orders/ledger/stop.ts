import { giveUpAsking } from "../../hub/ledger/orders.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { commitPage, type LedgerView, type PageResult } from "./page.ts";

/** A peer that gave no usable answer at so many ticks, an hour apart: the run ends, and the next night looks again. */
export const STOPS_MAX = 6;

/**
 * Shopify gave no usable answer: a later tick goes on at the same page. In the end the run is given up; a night that was given up is
 * begun anew, because without Shopify's side nothing was compared.
 */
export async function shopSilent(view: LedgerView, failure: AdminFailure): Promise<PageResult> {
  const { deps, run } = view;
  const stops = run.stops + 1;
  const problem = `Shopify: ${failure.kind}`;
  deps.log.warn("ledger.stopped", { runId: run.id, stage: run.stage, reason: problem, stops });
  const now = deps.clock.now();
  const ends = stops >= STOPS_MAX;
  const saved = await commitPage(
    view,
    { stops, problem, ...(ends ? { endedAt: now } : {}) },
    ends ? [giveUpAsking(deps.db, run.id, now)] : [],
  );
  return saved.kind === "next" ? { kind: "waits" } : saved;
}
