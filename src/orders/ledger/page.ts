import type { Deps } from "../../deps.ts";
import type { Lease } from "../../hub/loads/leases.ts";
import { commitRun, type LedgerRun, type RunChanges } from "../../hub/ledger/runs.ts";

export type LedgerDeps = Pick<Deps, "config" | "clock" | "random" | "log" | "db" | "erp" | "shopify">;

/** What a page of a run needs. */
export interface LedgerView {
  readonly deps: LedgerDeps;
  readonly lease: Lease;
  readonly run: LedgerRun;
}

export type PageResult =
  /** The page is in the hub; `run` stands at the next one. */
  | { readonly kind: "next"; readonly run: LedgerRun }
  | { readonly kind: "ended" }
  /** Another holder has the run now. */
  | { readonly kind: "lost" }
  /** A later tick goes on: a peer gave no usable answer, or the night's share of questions is spent. */
  | { readonly kind: "waits" };

/** Longer than the longest page: twenty questions end after a minute, and the last of them takes under two. */
export const LEDGER_LEASE_MS = 300_000;

/** Stores a page and says where the run stands. */
export async function commitPage(
  { deps, lease, run }: LedgerView,
  changes: RunChanges,
  statements: readonly D1PreparedStatement[],
): Promise<PageResult> {
  const next = await commitRun(deps, { lease, run, leaseMs: LEDGER_LEASE_MS }, changes, statements);
  if (next === null) return { kind: "lost" };
  return next.endedAt === null ? { kind: "next", run: next } : { kind: "ended" };
}
