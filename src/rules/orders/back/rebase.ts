import type { SubmittedSnapshot } from "../submitted-snapshot.ts";

/** What our own action changed of an order. */
export interface OwnChange {
  /** Keys of the snapshot's lines. */
  readonly lines: ReadonlySet<string>;
  readonly refundedCents: number;
}

/**
 * The snapshot that a later change in Shopify is compared with, after an action of ours: what the action touched as it
 * is read now, everything else as it was. So a change that another hand made meanwhile is still found.
 */
export function rebased(base: SubmittedSnapshot, now: SubmittedSnapshot, change: OwnChange): SubmittedSnapshot {
  const lines: Record<string, { units: number; cents: number }> = {};
  let foreignCents = now.shippingCents - base.shippingCents;
  for (const key of new Set([...Object.keys(base.lines), ...Object.keys(now.lines)])) {
    const [before, after] = [base.lines[key], now.lines[key]];
    const kept = change.lines.has(key) ? after : before;
    if (kept !== undefined) lines[key] = kept;
    if (!change.lines.has(key)) foreignCents += (after?.cents ?? 0) - (before?.cents ?? 0);
  }
  return {
    ...base,
    lines,
    totalCents: now.totalCents - foreignCents,
    refundedCents: base.refundedCents + change.refundedCents,
  };
}
