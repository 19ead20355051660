/** Cancels an order: a job in Shopify, whose first answer says nothing of its end. */
import { CancelJobDocument, CancelOrderDocument, OrderToCancelDocument } from "../../generated/operations.ts";
import type { AdminClient, AdminFailure, AdminResult } from "../../client/result.ts";
import { parseCents } from "../../../rules/brazil/money.ts";
import type { CancelReason, OrderToCancel } from "../../../rules/orders/back/cancel-plan.ts";
import { FOLLOW_UP } from "../look.ts";

const centsOf = ({ shopMoney }: { readonly shopMoney: { readonly amount: string } }): number =>
  parseCents(shopMoney.amount) ?? 0;
const gid = (orderId: string): string => `gid://shopify/Order/${orderId}`;

/** Null: Shopify does not show the order. */
export async function readOrderToCancel(
  admin: AdminClient,
  orderId: string,
): Promise<AdminResult<(OrderToCancel & { readonly updatedAt: string }) | null>> {
  const result = await admin.run(OrderToCancelDocument, { id: gid(orderId) }, FOLLOW_UP);
  if (!result.ok) return result;
  const { order } = result.data;
  if (!order) return { ok: true, data: null };
  const locations = order.fulfillmentOrders.nodes.map(({ assignedLocation }) => assignedLocation.location);
  return {
    ok: true,
    data: {
      updatedAt: order.updatedAt,
      isCancelled: order.cancelledAt !== null,
      hasFulfillment: order.fulfillments.some(({ status }) => status !== "CANCELLED"),
      hasOpenReturn: order.returnStatus === "IN_PROGRESS" || order.returnStatus === "RETURN_REQUESTED",
      isAuthorizing: order.transactions.some(({ kind, status }) => kind === "AUTHORIZATION" && status === "PENDING"),
      // A second page is not looked at: then nothing is restocked, which Shopify never refuses.
      hasInactiveLocation:
        order.fulfillmentOrders.pageInfo.hasNextPage || locations.some((location) => location?.isActive === false),
      receivedCents: centsOf(order.totalReceivedSet),
      refundedCents: centsOf(order.totalRefundedSet),
    },
  };
}

export interface Cancellation {
  readonly reason: CancelReason;
  readonly restock: boolean;
  /** To the payments that it came from. */
  readonly refund: boolean;
  readonly notify: boolean;
  /** For staff, at most 255 characters. */
  readonly note: string;
}

export type CancelAsked =
  /** `jobId` null: the answer names none, so only the order itself shows the end. */
  | { readonly kind: "asked"; readonly jobId: string | null }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/** Asks for the cancellation, once: it cannot be undone, and has no key. */
export async function cancelOrder(
  admin: AdminClient,
  orderId: string,
  { reason, restock, refund, notify, note }: Cancellation,
): Promise<CancelAsked> {
  const result = await admin.run(
    CancelOrderDocument,
    {
      orderId: gid(orderId),
      reason,
      restock,
      refundMethod: refund ? { originalPaymentMethodsRefund: true } : null,
      notifyCustomer: notify,
      staffNote: note.slice(0, 255),
    },
    { ...FOLLOW_UP, repeatable: false },
  );
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const payload = result.data.orderCancel;
  if (payload === null)
    return { kind: "failed", failure: { kind: "unknown", message: "orderCancel: the answer is empty" } };
  const { orderCancelUserErrors: errors, jobResult } = payload;
  if (errors.length > 0)
    return { kind: "refused", message: errors.map(({ code, message }) => `${code ?? "?"}: ${message}`).join("; ") };
  return { kind: "asked", jobId: jobResult?.id ?? null };
}

/** Null: it runs, or Shopify does not know it. */
export async function readCancelJob(
  admin: AdminClient,
  jobId: string,
): Promise<AdminResult<{ readonly failed: string | null } | null>> {
  const result = await admin.run(CancelJobDocument, { id: jobId }, FOLLOW_UP);
  if (!result.ok) return result;
  const { node } = result.data;
  if (!node || !("status" in node) || !node.done) return { ok: true, data: null };
  const failed = node.status === "FAILED" ? node.errors.map(({ message }) => message).join("; ") || "FAILED" : null;
  return { ok: true, data: { failed } };
}
