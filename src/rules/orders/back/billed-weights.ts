/** What goods by weight really weighed, as the Shopify order shows it. */
import { milliText } from "../../brazil/money.ts";
import { cancelsInvoice } from "../erp-event.ts";
import type { StoredEvent } from "../invoices.ts";
import { alteredRows } from "./billed.ts";

/** Of one SKU; grams. */
export interface BilledWeight {
  readonly sku: string;
  readonly grams: number;
}

/**
 * A standing invoice says what its goods weigh; before it, the latest alteration that stands on the order. An event that
 * still waits, or that a person has yet to see, says nothing.
 *
 * @param shown access keys of the invoices that the order shows
 */
export function billedWeights(events: readonly StoredEvent[], shown: ReadonlySet<string>): readonly BilledWeight[] {
  const weighed = new Set(events.flatMap((each) => each.weighed ?? []));
  if (weighed.size === 0) return [];
  const grams = new Map<string, number>();
  const altered = events.filter(({ event, state }) => event.type === "ALTERADO" && state === "applied");
  for (const [sku, rows] of alteredRows(altered.map(({ event }) => event))) grams.set(sku, sumOf(rows));
  const cancelled = new Set(events.flatMap(({ event }) => (cancelsInvoice(event) ? (event.invoice?.key ?? []) : [])));
  const bills = new Map(
    events.flatMap(({ event }) =>
      event.type === "FATURADO" && event.invoice !== null && shown.has(event.invoice.key)
        ? [[event.invoice.key, event] as const]
        : [],
    ),
  );
  const billed = new Map<string, number>();
  for (const [key, { items }] of bills)
    if (!cancelled.has(key))
      for (const item of items) billed.set(item.sku, (billed.get(item.sku) ?? 0) + item.attendedMilli);
  for (const [sku, sum] of billed) grams.set(sku, sum);
  return [...grams]
    .flatMap(([sku, sum]) => (weighed.has(sku) ? [{ sku, grams: sum }] : []))
    .toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
}

const sumOf = (rows: readonly { readonly attendedMilli: number }[]): number =>
  rows.reduce((sum, { attendedMilli }) => sum + attendedMilli, 0);

/** The field's value: kilograms as text, with three places. */
export const weightsText = (weights: readonly BilledWeight[]): string =>
  JSON.stringify(weights.map(({ sku, grams }) => ({ sku, kg: milliText(grams) })));
