import { skuOf } from "../../catalog/sku-key.ts";
import type { StoredEvent } from "../invoices.ts";
import type { SubmittedSnapshot } from "../submitted-snapshot.ts";

/** Both figures, in cents. */
export interface TotalDifference {
  readonly invoiceCents: number;
  readonly orderCents: number;
}

/**
 * What the standing invoices of an order come to, against what was submitted. Null: they are equal, or cannot be compared:
 * an alteration has its own rule, and invoices that do not bill everything yet have others after them. Money given back
 * before the submission may have been a discount of the ERP's order.
 */
export function totalDifference(
  events: readonly StoredEvent[],
  standing: readonly { readonly key: string; readonly totalCents: number }[],
  { items, totalCents, refundedCents }: SubmittedSnapshot,
): TotalDifference | null {
  if (standing.length === 0 || events.some(({ event }) => event.type === "ALTERADO")) return null;
  const keys = new Set(standing.map(({ key }) => key));
  const billed = new Map<string, number>();
  const seen = new Set<string>();
  let isNamed = false;
  for (const { event } of events) {
    if (event.type !== "FATURADO" || event.invoice === null) continue;
    if (!keys.has(event.invoice.key) || seen.has(event.invoice.key)) continue;
    seen.add(event.invoice.key);
    for (const { sku, attendedMilli } of event.items) {
      isNamed = true;
      billed.set(sku, (billed.get(sku) ?? 0) + attendedMilli);
    }
  }
  const ordered = new Map<string, number>();
  for (const { seqProduto, packageMilli, orderedMilli } of items) {
    const sku = skuOf(seqProduto, packageMilli);
    ordered.set(sku, (ordered.get(sku) ?? 0) + orderedMilli);
  }
  if (isNamed && [...ordered].some(([sku, milli]) => (billed.get(sku) ?? 0) < milli)) return null;
  const invoiceCents = standing.reduce((sum, invoice) => sum + invoice.totalCents, 0);
  const isEqual = invoiceCents === totalCents || invoiceCents === totalCents - refundedCents;
  return isEqual ? null : { invoiceCents, orderCents: totalCents };
}
