import { keyPart, NO_GATEWAY, type Promised } from "./payment/forms.ts";
import type { ShopOrder, ShopTransaction } from "./shop-order.ts";

/** Money that came in by one transaction, refunds taken off; or that is promised by one. */
export interface Payment {
  readonly id: string;
  readonly gateway: string;
  readonly method: string | null;
  readonly cents: number;
  /** Null: the money is there. */
  readonly promised: Promised | null;
  readonly transaction: ShopTransaction;
}

export type PaymentsResult =
  { readonly ok: true; readonly payments: readonly Payment[] } | { readonly ok: false; readonly missingCents: number };

/** Financial states in which an order may be submitted on a promise; in others a shortfall is a fault. */
const MAY_PROMISE: ReadonlySet<string | null> = new Set(["PENDING", "AUTHORIZED", "PARTIALLY_PAID"]);

/**
 * The customer's payments, transaction by transaction; their sum is the order's total.
 *
 * Only SALE and CAPTURE with SUCCESS count as money: an AUTHORIZATION is a promise, and its CAPTURE would count it
 * twice. A refund reduces the payment it names, else the last ones. Money beyond the total (an edit made the order
 * cheaper, its refund is still to come) is deducted from the last payment backwards: the ERP bills the total.
 * Promises follow the money, the latest first, so that what is too much is taken off an abandoned attempt. A payment on
 * delivery takes whatever is open at the door, so it grows with what an edit added.
 */
export function paymentsOf(order: ShopOrder): PaymentsResult {
  const done = order.transactions.filter(({ status }) => status === "SUCCESS");
  const payments: Open[] = settledOf(order).map((transaction) => paymentOf(transaction, transaction.cents, null));
  for (const refund of done.filter(({ kind }) => kind === "REFUND")) takeRefund(payments, refund);
  if (MAY_PROMISE.has(order.financialStatus)) payments.push(...promisesOf(order));
  let paid = payments.reduce((sum, { cents }) => sum + cents, 0);
  const atTheDoor = payments.find(({ promised, transaction }) => promised === "pending" && transaction.isManual);
  if (atTheDoor && paid < order.totalCents) {
    atTheDoor.cents += order.totalCents - paid;
    paid = order.totalCents;
  }
  if (paid < order.totalCents) return { ok: false, missingCents: order.totalCents - paid };
  takeOff(payments, paid - order.totalCents);
  return { ok: true, payments: payments.filter(({ cents }) => cents > 0) };
}

/** Every transaction that brought money or promises it, whatever was refunded of it since. */
export const payingTransactions = (order: ShopOrder): readonly ShopTransaction[] => [
  ...settledOf(order),
  ...promisesOf(order).map(({ transaction }) => transaction),
];

/** Money that came in, before refunds. */
export const moneyIn = (order: ShopOrder): number => settledOf(order).reduce((sum, { cents }) => sum + cents, 0);

export const refundsOf = ({ transactions }: ShopOrder): number =>
  transactions
    .filter(({ kind, status }) => kind === "REFUND" && status === "SUCCESS")
    .reduce((sum, { cents }) => sum + cents, 0);

/** What still has to be paid, or captured: pending sales and authorisations, less what came of each. */
export function promisesOf(order: ShopOrder): readonly Payment[] {
  const seen = new Set<string>();
  return order.transactions
    .flatMap((transaction) => {
      const promised = promiseOf(transaction);
      if (promised === null || seen.has(transaction.id)) return [];
      seen.add(transaction.id);
      const outcomes = order.transactions.filter(
        ({ parentId, status }) => parentId === transaction.id && status === "SUCCESS",
      );
      if (outcomes.some(({ kind }) => kind === "VOID")) return [];
      const came = outcomes
        .filter(({ kind }) => kind === "SALE" || kind === "CAPTURE")
        .reduce((sum, { cents }) => sum + cents, 0);
      return came >= transaction.cents ? [] : [paymentOf(transaction, transaction.cents - came, promised)];
    })
    .toReversed();
}

function promiseOf({ kind, status }: ShopTransaction): Promised | null {
  if (kind === "SALE" && status === "PENDING") return "pending";
  return kind === "AUTHORIZATION" && status === "SUCCESS" ? "authorized" : null;
}

function settledOf({ transactions }: ShopOrder): readonly ShopTransaction[] {
  const seen = new Set<string>();
  return transactions.filter(
    ({ kind, status, id }) =>
      status === "SUCCESS" && (kind === "SALE" || kind === "CAPTURE") && !seen.has(id) && seen.add(id),
  );
}

const paymentOf = (transaction: ShopTransaction, cents: number, promised: Promised | null): Open => ({
  id: transaction.id,
  gateway: keyPart(transaction.gateway ?? "") || NO_GATEWAY,
  method: transaction.methodName === null ? null : keyPart(transaction.methodName),
  cents,
  promised,
  transaction,
});

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
