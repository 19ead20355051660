import { recordedRefunds, recordRefunds, type RecordedRefund } from "../../hub/orders/shop-refunds.ts";
import { readRefundLines, readRefunds } from "../../shopify/orders/refunds.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import type { OrderDeps } from "../step.ts";

/**
 * Records the refunds of an order that the ERP has, for the ERP's side (GET /erp/refunds). Only what is new is read in
 * full, and only its own rows are written: a crash in between leaves refunds that the next look finds.
 * @returns the failure of Shopify, or null
 */
export async function noteRefunds(
  { db, shopify, clock }: Pick<OrderDeps, "db" | "shopify" | "clock">,
  orderId: string,
): Promise<AdminFailure | null> {
  const found = await readRefunds(shopify, orderId);
  if (!found.ok) return found.failure;
  if (found.data.length === 0) return null;
  const known = await recordedRefunds(db, orderId);
  const records: RecordedRefund[] = [];
  for (const refund of found.data) {
    if (known.get(refund.refundId) === refund.totalCents) continue;
    const lines = await readRefundLines(shopify, refund.refundId);
    if (!lines.ok) return lines.failure;
    records.push({ ...refund, lines: [...lines.data] });
  }
  if (records.length > 0) await recordRefunds(db, orderId, records, clock.now());
  return null;
}
