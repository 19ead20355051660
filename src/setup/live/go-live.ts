/** The go-live: the checklist, the test order, and lanes switched on by a person. */
import type { Deps } from "../../deps.ts";
import { covers, DRY_RUN_SCOPES, readDryRun, type DryRun } from "../../hub/dry-run/dry-run.ts";
import { saveReportSeen, type ReportSeen } from "../../hub/dry-run/seen.ts";
import { auditAct } from "../../hub/loads/audit.ts";
import { readLoadStates } from "../../hub/loads/status.ts";
import { readGoLive } from "../../hub/report/go-live.ts";
import { goLiveStates, openFor, PREVIEWED, type GoLiveFacts, type GoLiveStep } from "../../rules/work/go-live.ts";
import type { LaneScope } from "../../rules/work/lanes.ts";
import { setDryRun } from "./dry-run.ts";

type GoLiveDeps = Pick<Deps, "db" | "clock" | "random" | "log" | "who">;

export async function readChecklist({ db, clock }: Pick<Deps, "db" | "clock">): Promise<GoLiveFacts> {
  return readGoLive(db, await readLoadStates(db, clock.now()), await readDryRun(db));
}

export type SwitchedOn =
  | { readonly kind: "on"; readonly lanes: readonly LaneScope[] }
  /** Nothing was switched on: these steps come first. */
  | { readonly kind: "notReady"; readonly steps: readonly GoLiveStep[]; readonly facts: GoLiveFacts };

/**
 * Switches lanes on, with a row in the audit. Two calls at once may leave one of their lanes off, never one on that no
 * call named.
 * @param despite switch on with open steps
 */
export async function switchOn(deps: GoLiveDeps, lanes: readonly LaneScope[], despite: boolean): Promise<SwitchedOn> {
  const facts = await readChecklist(deps);
  const steps = openFor(lanes, goLiveStates(facts));
  if (steps.length > 0 && !despite) return { kind: "notReady", steps, facts };
  const state = await readDryRun(deps.db);
  const held = DRY_RUN_SCOPES.filter((scope) => covers(state, scope) && !lanes.includes(scope));
  await setDryRun(deps, { ...state, all: false, scopes: held });
  if (steps.length > 0) deps.log.warn("go-live.despite", { lanes: lanes.join(","), open: steps.join(",") });
  return { kind: "on", lanes: DRY_RUN_SCOPES.filter((scope) => !held.includes(scope)) };
}

/** Names the one order that passes the dry run. @param orderId Shopify's number of it; null: none */
export async function setTestOrder(deps: GoLiveDeps, orderId: string | null): Promise<DryRun> {
  return setDryRun(deps, { ...(await readDryRun(deps.db)), testOrder: orderId });
}

/** A person has looked at the report. @returns null: of no scope is it whole, so there was nothing to look at */
export async function confirmReport({ db, clock, random, log, who = "api" }: GoLiveDeps): Promise<ReportSeen | null> {
  const { report, held } = await readChecklist({ db, clock });
  if (PREVIEWED.some((scope) => held.includes(scope)) && report.whole.length === 0) return null;
  const seen = { at: clock.now(), who };
  const key = { name: "dry-run-report", company: 0, segment: 0 };
  await db.batch([
    saveReportSeen(db, seen),
    auditAct(db, { at: seen.at, id: random.uuid(), who, act: "settings", key, after: "seen" }),
  ]);
  log.info("dry-run.report-seen", {});
  return seen;
}
