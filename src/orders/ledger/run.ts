/**
 * The ledger of orders: Shopify, the hub and the ERP counted and matched (docs/ledger.md).
 *
 * One run at a time, one holder at a time. Each page is one D1 batch under the fence of its run, so a crash at any point repeats one
 * page at most, and a repeated page has no effect: the ledger only reads from Shopify and the ERP.
 */
import type { Deps } from "../../deps.ts";
import { acquireLaneLease, releaseLease } from "../../hub/loads/leases.ts";
import { LEDGER, lastNight, openRun, requestRun, type LedgerRun } from "../../hub/ledger/runs.ts";
import { readOrdersSince } from "../../hub/orders/start-date.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { nightWindow } from "../../rules/orders/ledger/window.ts";
import { askErp } from "./ask.ts";
import { collectFromHub, collectFromShop, readNamed } from "./collect.ts";
import { LEDGER_LEASE_MS, type LedgerView, type PageResult } from "./page.ts";

/** Goes on with the open run, or begins the night's. */
export async function runLedger(deps: Deps, run: Run): Promise<JobOutcome> {
  const { db, clock } = deps;
  const lease = await acquireLaneLease(db, LEDGER, clock.now(), LEDGER_LEASE_MS);
  if (lease === null) return "done";
  let current: LedgerRun | null = (await openRun(db)) ?? (await beginNight(deps));
  let outcome: JobOutcome = "done";
  while (current !== null) {
    const result = await work({ deps, lease, run: current });
    if (result.kind === "lost") return "done";
    if (result.kind === "waits") break;
    // A person's run may have kept the night's waiting.
    current = result.kind === "next" ? result.run : await beginNight(deps);
    if (current !== null && run.outOfTime()) {
      outcome = "more";
      break;
    }
  }
  await releaseLease(db, lease, clock.now());
  return outcome;
}

async function beginNight({ db, clock, random }: Deps): Promise<LedgerRun | null> {
  // Before the first order was seen there is nothing to compare, and no date since when orders are ours.
  if ((await readOrdersSince(db)) === null) return null;
  const now = clock.now();
  const window = nightWindow(now, await lastNight(db));
  if (window === null) return null;
  await requestRun(db, { id: random.uuid(), kind: "night", ...window }, now);
  return openRun(db);
}

async function work(view: LedgerView): Promise<PageResult> {
  switch (view.run.stage) {
    case "shop":
      return collectFromShop(view);
    case "hub":
    case "events":
    case "open":
      return collectFromHub(view);
    case "read":
      return readNamed(view);
    case "erp":
      return askErp(view);
  }
}
