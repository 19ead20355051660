import type { ShopOrder, ShopTransaction } from "./shop-order.ts";

/** Money that came in by one transaction, refunds taken off. */
export interface Payment {
  readonly id: string;
  /** Key of payment_forms: "gateway", or "gateway:method" where one gateway takes PIX and cards. */
  readonly gateway: string;
  readonly method: string | null;
  readonly cents: number;
}

export type PaymentsResult =
  { readonly ok: true; readonly payments: readonly Payment[] } | { readonly ok: false; readonly missingCents: number };

/**
 * The customer's payments, transaction by transaction; their sum is the order's total.
 *
 * Only SALE and CAPTURE with SUCCESS count as money: an AUTHORIZATION is a promise, and its CAPTURE would count it
 * twice. A refund reduces the payment it names, else the last ones. Money beyond the total (an edit made the order
 * cheaper, its refund is still to come) is deducted from the last payment backwards: the ERP bills the total.
 */
export function paymentsOf(order: ShopOrder): PaymentsResult {
  const done = order.transactions.filter(({ status }) => status === "SUCCESS");
  const seen = new Set<string>();
  const payments = done
    .filter(({ kind, id }) => (kind === "SALE" || kind === "CAPTURE") && !seen.has(id) && seen.add(id))
    .map((transaction) => ({
      id: transaction.id,
      gateway: keyPart(transaction.gateway ?? ""),
      method: transaction.methodName === null ? null : keyPart(transaction.methodName),
      cents: transaction.cents,
    }));
  const refunds = done.filter(({ kind }) => kind === "REFUND");
  for (const refund of refunds) takeRefund(payments, refund);
  const paid = payments.reduce((sum, { cents }) => sum + cents, 0);
  if (paid < order.totalCents) return { ok: false, missingCents: order.totalCents - paid };
  takeOff(payments, paid - order.totalCents);
  return { ok: true, payments: payments.filter(({ cents }) => cents > 0) };
}

type Open = { -readonly [K in keyof Payment]: Payment[K] };

function takeRefund(payments: Open[], refund: ShopTransaction): void {
  const named = payments.find(({ id }) => id === refund.parentId);
  const fromNamed = Math.min(named?.cents ?? 0, refund.cents);
  if (named) named.cents -= fromNamed;
  takeOff(payments, refund.cents - fromNamed);
}

function takeOff(payments: Open[], cents: number): void {
  let left = cents;
  for (const payment of payments.toReversed()) {
    const taken = Math.min(payment.cents, left);
    payment.cents -= taken;
    left -= taken;
  }
}

/** Gateways and methods are matched without regard to case and outer spaces. */
export const keyPart = (given: string): string => given.trim().toLowerCase();
