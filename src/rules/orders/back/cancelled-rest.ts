import { skuOf } from "../../catalog/sku-key.ts";
import type { ErpEvent, EventItem } from "../erp-event.ts";
import type { InvoicePlan } from "../invoices.ts";
import type { SubmittedSnapshot } from "../submitted-snapshot.ts";
import { alteredRows } from "./billed.ts";

type Known = Pick<InvoicePlan, "alterations" | "billings" | "cancellations">;

/**
 * The ERP billed a part of the order and then cancelled it: the order ends at what is billed. Said as an alteration, under
 * the number of the latest cancellation: each SKU as the standing invoices bill it, and 0 of every other one.
 *
 * @param skus goods of the order as Shopify shows it, by the ERP's SKU
 * @returns null: nothing was billed, or an invoice names no items
 */
export function cancelledRest(
  { alterations, billings, cancellations }: Known,
  items: SubmittedSnapshot["items"],
  skus: readonly string[],
): ErpEvent | null {
  const event = cancellations.at(-1)?.event;
  if (event === undefined || billings.length === 0 || billings.some((bill) => bill.items.length === 0)) return null;
  const rows = billings.flatMap((bill) => bill.items);
  const altered = alteredRows(alterations.map((each) => each.event));
  const priced = rows.map((row) => ({
    ...row,
    priceCents:
      row.priceCents ?? altered.get(row.sku)?.find(({ priceCents }) => priceCents !== null)?.priceCents ?? null,
  }));
  const named = new Set(rows.map(({ sku }) => sku));
  const rest = [...new Set([...items.map(skuOfItem), ...altered.keys(), ...skus])].filter((sku) => !named.has(sku));
  return { ...event, type: "ALTERADO", items: [...priced, ...rest.map(nothingOf)] };
}

/** All that was submitted is billed, and the order is cancelled: the ERP contradicts itself, and an operator decides. */
export function isAllBilled({ billings }: Pick<Known, "billings">, items: SubmittedSnapshot["items"]): boolean {
  const rows = billings.flatMap((bill) => bill.items);
  const submitted = new Map<string, number>();
  for (const item of items) submitted.set(skuOfItem(item), (submitted.get(skuOfItem(item)) ?? 0) + item.orderedMilli);
  return submitted.size > 0 && [...submitted].every(([sku, milli]) => milliOf(rows, sku) >= milli);
}

const skuOfItem = ({ seqProduto, packageMilli }: SubmittedSnapshot["items"][number]): string =>
  skuOf(seqProduto, packageMilli);

const milliOf = (rows: readonly EventItem[], sku: string): number =>
  rows.filter((row) => row.sku === sku).reduce((sum, { attendedMilli }) => sum + attendedMilli, 0);

const nothingOf = (sku: string): EventItem => ({ sku, orderedMilli: 0, attendedMilli: 0, priceCents: null });
