import { OrderBackDocument } from "../../generated/operations.ts";
import type { AdminClient, AdminResult } from "../../client/result.ts";
import { FOLLOW_UP } from "../look.ts";

/** A refund of the order, by whomever it was made. */
export interface RefundSeen {
  /** Shopify's gid. */
  readonly id: string;
  readonly note: string | null;
  /** Of its transactions: SUCCESS, PENDING, FAILURE … */
  readonly statuses: readonly string[];
}

/** What an alteration needs to know of an order besides the order itself. */
export interface OrderBack {
  readonly updatedAt: string;
  /** Why it cannot be edited, in Shopify's words; empty: it can. */
  readonly editErrors: readonly string[];
  /** Shopify's page where the customer pays what an edit added; null: nothing is to be paid. */
  readonly paymentUrl: string | null;
  readonly refunds: readonly RefundSeen[];
}

/** Null: Shopify has no such order (any more). */
export async function readOrderBack(admin: AdminClient, orderId: string): Promise<AdminResult<OrderBack | null>> {
  const result = await admin.run(OrderBackDocument, { id: `gid://shopify/Order/${orderId}` }, FOLLOW_UP);
  if (!result.ok) return result;
  const { order } = result.data;
  if (!order) return { ok: true, data: null };
  const { updatedAt, merchantEditable, merchantEditableErrors, paymentCollectionDetails, refunds } = order;
  const errors = merchantEditableErrors.length > 0 ? merchantEditableErrors : ["merchantEditable: false"];
  return {
    ok: true,
    data: {
      updatedAt,
      editErrors: merchantEditable ? [] : errors,
      paymentUrl: paymentCollectionDetails.additionalPaymentCollectionUrl,
      refunds: refunds.map(({ id, note, transactions }) => ({
        id,
        note,
        statuses: transactions.nodes.map(({ status }) => status),
      })),
    },
  };
}
