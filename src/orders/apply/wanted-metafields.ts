import type { OrderRow } from "../../hub/orders/orders.ts";
import {
  WEIGHTS_KEY,
  orderMetafields,
  type InvoicePlan,
  type OrderInvoice,
  type OrderMetafield,
} from "../../rules/orders/invoices.ts";
import { missingFrom } from "../../rules/orders/metafield-state.ts";

export interface WantedMetafields {
  readonly wanted: readonly OrderMetafield[];
  /** Those whose value Shopify has not accepted yet. */
  readonly missing: readonly OrderMetafield[];
  /** Events that are applied once Shopify shows their invoice. */
  readonly applying: readonly string[];
}

/**
 * What the Shopify order should show. An invoice belongs to a sales order, so the order's number comes first.
 * @param fields what Shopify shows now; null: it was not read
 */
export function wantedMetafields(
  row: OrderRow,
  plan: InvoicePlan,
  fields: ReadonlyMap<string, string> | null,
): WantedMetafields {
  const isImported = row.state === "imported" || row.state === "invoiced";
  const invoices = isImported ? plan.invoices.filter(isWorthShowing) : [];
  // What was shown and is nothing any more is shown as nothing.
  const isWeighed = plan.weights.length > 0 || row.shown?.includes(WEIGHTS_KEY) === true;
  const wanted = orderMetafields(
    row,
    invoices,
    isImported ? plan.status : null,
    isImported && isWeighed ? plan.weights : null,
  );
  return { wanted, missing: missingFrom(row.shown, wanted), applying: isImported ? plan.applying : [] };

  /** A document that was cancelled before the order showed it is never shown. */
  function isWorthShowing({ key, isCancelled }: OrderInvoice): boolean {
    return !isCancelled || row.shown?.includes(key) === true || shows(key);
  }

  function shows(key: string): boolean {
    return [...(fields?.values() ?? [])].some((value) => value.includes(key));
  }
}

/** A cancelled document that the hub has not shown. A write whose response was lost may have shown it all the same. */
export const hasUnshownCancelled = (row: OrderRow, plan: InvoicePlan): boolean =>
  plan.invoices.some(({ key, isCancelled }) => isCancelled && row.shown?.includes(key) !== true);
