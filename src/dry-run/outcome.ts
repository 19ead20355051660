/** The dry run's result for each record, and a page of them. */
import type { Deps } from "../deps.ts";
import type { DryRunScope } from "../hub/dry-run/dry-run.ts";
import type { DryCounts, DryPage } from "../hub/dry-run/report.ts";
import type { Instant } from "../ports.ts";
import type { PricePair } from "../rules/drift/prices.ts";
import type { DeskEntry } from "../rules/record/desk-entry.ts";
import { type DryLine, refusalOf } from "../rules/record/dry-line.ts";
import type { AdminFailure } from "../shopify/client/result.ts";

export type Previewed =
  { readonly kind: "page"; readonly page: DryPage } | { readonly kind: "failed"; readonly failure: AdminFailure };

export interface DryRunPreview {
  readonly scope: DryRunScope;
  /** @param position where the last page ended; empty: start */
  look(deps: Deps, position: string, now: Instant): Promise<Previewed>;
}

/** Rows in backoff count as due too: the report shows what would finally be sent. */
export const FAR_MS = 86_400_000;

/** The result for one record. Its lines may have several actions: a changed product may lose a tag. */
export type Outcome =
  | { readonly kind: "created" | "changed" | "removed" | "refused"; readonly lines: readonly DryLine[] }
  | { readonly kind: "waiting" | "same" };

export function pageOf(outcomes: readonly Outcome[], position: string, isLast: boolean): Previewed {
  const counts: { -readonly [K in keyof DryCounts]: number } = {
    created: 0,
    changed: 0,
    removed: 0,
    refused: 0,
    waiting: 0,
    same: 0,
  };
  for (const { kind } of outcomes) counts[kind] += 1;
  const lines = outcomes.flatMap((outcome) => ("lines" in outcome ? outcome.lines : []));
  return { kind: "page", page: { lines, counts, position, isLast } };
}

/** @param before the price that stays in Shopify */
export const refused = (entry: DeskEntry, before: PricePair | null = null): Outcome => ({
  kind: "refused",
  lines: [refusalOf(entry, before)],
});
