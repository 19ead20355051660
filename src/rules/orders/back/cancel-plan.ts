/**
 * What a cancellation by the ERP asks of the Shopify order, from the order as it is read now.
 *
 * | the order                              | what follows                                                     |
 * | -------------------------------------- | ---------------------------------------------------------------- |
 * | is not there                           | nothing                                                          |
 * | is cancelled already                   | nothing                                                          |
 * | has an invoice that stands             | a person: the rest is taken off, or the ERP contradicts itself   |
 * | has a fulfilment                       | a person: goods have left, so it is a return                     |
 * | has an open return                     | waits for its end; Shopify refuses before                        |
 * | has an authorisation without an answer | waits for the gateway; Shopify refuses before                    |
 * | else                                   | cancelled: the money goes back by rule, and so does the stock    |
 *
 * A paid order whose location is deactivated is cancelled without restock: Shopify refuses it otherwise.
 */
import type { OrderRules } from "../settings.ts";
import type { CANCEL_REASONS } from "./closing-settings.ts";

export type CancelReason = (typeof CANCEL_REASONS)[number];

/** What of an order decides its cancellation. Amounts in cents. */
export interface OrderToCancel {
  readonly isCancelled: boolean;
  /** One that is not cancelled itself. */
  readonly hasFulfillment: boolean;
  readonly hasOpenReturn: boolean;
  /** A card whose authorisation the gateway has yet to answer. */
  readonly isAuthorizing: boolean;
  /** A location of its fulfillment orders is deactivated. */
  readonly hasInactiveLocation: boolean;
  readonly receivedCents: number;
  readonly refundedCents: number;
}

/** Why the connector does not cancel an order that the ERP cancelled. */
export type CancelObstacle = "billed" | "fulfilled" | "returning" | "authorizing" | "out-of-reach" | "refused";

export type CancelPlan =
  | { readonly do: "nothing"; readonly because: "cancelled" | "deleted" }
  | { readonly do: "cancel"; readonly restock: boolean; readonly refund: boolean }
  | { readonly do: "ask"; readonly why: CancelObstacle }
  /** The obstacle passes by itself: looked at again. */
  | { readonly do: "wait"; readonly why: CancelObstacle };

/** @param order null: Shopify does not show it @param hasInvoice an invoice of it stands */
export function planCancel(
  order: OrderToCancel | null,
  hasInvoice: boolean,
  { cancelRefund, restockCancellations }: Pick<OrderRules, "cancelRefund" | "restockCancellations">,
): CancelPlan {
  if (order === null) return { do: "nothing", because: "deleted" };
  if (order.isCancelled) return { do: "nothing", because: "cancelled" };
  if (hasInvoice) return { do: "ask", why: "billed" };
  if (order.hasFulfillment) return { do: "ask", why: "fulfilled" };
  if (order.hasOpenReturn) return { do: "wait", why: "returning" };
  if (order.isAuthorizing) return { do: "wait", why: "authorizing" };
  const isPaid = order.receivedCents > order.refundedCents;
  return {
    do: "cancel",
    restock: restockCancellations && !(isPaid && order.hasInactiveLocation),
    refund: cancelRefund === "original" && isPaid,
  };
}
