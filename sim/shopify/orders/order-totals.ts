/** What an order comes to now, in cents: from its current quantities, its allocations and its transactions. */
import type { LineItem } from "../records/order-lines.ts";
import type { Order } from "../records/orders.ts";
import type { Transaction } from "../records/payments.ts";

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The discount that still stands: allocations keep covering removed units, so it goes down with the quantity. */
function currentDiscount(line: LineItem): number {
  if (line.quantity === 0) return 0;
  const allocated = sum(line.allocations.map(({ amount }) => amount));
  return Math.round((allocated * line.currentQuantity) / line.quantity);
}

export const lineSubtotal = (line: LineItem): number => line.unitPrice * line.currentQuantity - currentDiscount(line);

export const currentTax = (line: LineItem): number =>
  line.quantity === 0
    ? 0
    : Math.round((sum(line.taxLines.map(({ price }) => price)) * line.currentQuantity) / line.quantity);

export interface Totals {
  readonly subtotal: number;
  readonly shipping: number;
  readonly discounts: number;
  readonly tax: number;
  readonly total: number;
  readonly received: number;
  readonly refunded: number;
  readonly outstanding: number;
  readonly capturable: number;
}

export function totalsOf(order: Order, taxesIncluded: boolean): Totals {
  const subtotal = sum(order.lines.map(lineSubtotal));
  const lines = order.shippingLines.filter(({ isRemoved }) => !isRemoved);
  const shipping =
    order.cancelledAt === null
      ? sum(lines.map(({ discounted }) => discounted)) - sum(order.refunds.map((refund) => refund.shipping))
      : 0;
  const discounts =
    sum(order.lines.map(currentDiscount)) + sum(lines.map(({ price, discounted }) => price - discounted));
  const tax = sum(order.lines.map(currentTax));
  const total = subtotal + shipping + (order.cancelledAt === null ? order.tip : 0) + (taxesIncluded ? 0 : tax);
  const received = sum(order.transactions.filter(isMoney).map(({ amount }) => amount));
  const refunded = sum(
    order.transactions
      .filter(({ kind, status }) => kind === "REFUND" && status === "SUCCESS")
      .map(({ amount }) => amount),
  );
  return {
    subtotal,
    shipping,
    discounts,
    tax,
    total,
    received,
    refunded,
    outstanding: total - (received - refunded),
    capturable: sum(order.transactions.map((transaction) => capturableOf(order, transaction))),
  };
}

export const isMoney = ({ kind, status }: Transaction): boolean =>
  (kind === "SALE" || kind === "CAPTURE") && status === "SUCCESS";

/** What is left to capture of an authorisation. */
export function capturableOf(order: Order, transaction: Transaction): number {
  if (transaction.kind !== "AUTHORIZATION" || transaction.status !== "SUCCESS") return 0;
  const children = order.transactions.filter(
    ({ parentId, status }) => parentId === transaction.id && status === "SUCCESS",
  );
  if (children.some(({ kind }) => kind === "VOID")) return 0;
  return transaction.amount - sum(children.filter(({ kind }) => kind === "CAPTURE").map(({ amount }) => amount));
}

/** What may still go back of a payment. */
export function refundableOf(order: Order, transaction: Transaction): number {
  if (!isMoney(transaction)) return 0;
  const back = order.transactions.filter(
    ({ kind, parentId, status }) =>
      kind === "REFUND" && parentId === transaction.id && status !== "FAILURE" && status !== "ERROR",
  );
  return transaction.amount - sum(back.map(({ amount }) => amount));
}

export type FinancialStatus =
  "AUTHORIZED" | "PAID" | "PARTIALLY_PAID" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "VOIDED";

export function financialStatus(order: Order, taxesIncluded: boolean): FinancialStatus {
  const { received, refunded, capturable, outstanding } = totalsOf(order, taxesIncluded);
  if (received > 0) {
    if (refunded >= received) return "REFUNDED";
    if (refunded > 0) return "PARTIALLY_REFUNDED";
    return outstanding > 0 ? "PARTIALLY_PAID" : "PAID";
  }
  if (capturable > 0) return "AUTHORIZED";
  if (order.cancelledAt !== null || order.transactions.some(({ kind }) => kind === "VOID")) return "VOIDED";
  return order.transactions.length === 0 && order.originalTotal === 0 ? "PAID" : "PENDING";
}

export type FulfillmentStatus =
  | "FULFILLED"
  | "PARTIALLY_FULFILLED"
  | "UNFULFILLED"
  | "ON_HOLD"
  | "SCHEDULED"
  | "IN_PROGRESS"
  | "FULFILLMENT_NOT_REQUIRED";

export function fulfillmentStatus(order: Order): FulfillmentStatus {
  const open = sum(order.lines.map((line) => Math.max(0, line.currentQuantity - line.fulfilledQuantity)));
  const done = sum(order.lines.map(({ fulfilledQuantity }) => fulfilledQuantity));
  if (done > 0) return open === 0 ? "FULFILLED" : "PARTIALLY_FULFILLED";
  // Cancelled or refunded before it left: nothing is to be fulfilled.
  if (open === 0) return "FULFILLMENT_NOT_REQUIRED";
  const states = order.fulfillmentOrders.map(({ status }) => status);
  if (states.includes("ON_HOLD")) return "ON_HOLD";
  if (states.includes("SCHEDULED")) return "SCHEDULED";
  return states.includes("IN_PROGRESS") ? "IN_PROGRESS" : "UNFULFILLED";
}
