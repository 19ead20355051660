/** Which orders are read by a second document: a point of Shopify's bucket each, for what nearly no order has. */
import { parseCents } from "../../brazil/money.ts";

interface Money {
  readonly shopMoney: { readonly amount: string };
}

/** What the full read says of an order that decides it. */
export interface ReadInPart {
  readonly displayFinancialStatus: string | null;
  readonly email: string | null;
  readonly customer: unknown;
  readonly currentTotalPriceSet: Money;
  /** All of them. */
  readonly transactions: readonly {
    readonly kind: string;
    readonly status: string | null;
    readonly amountSet: Money;
  }[];
}

/** States in which something unpaid holds the order. */
const OUTSTANDING_COUNTS: ReadonlySet<string | null> = new Set(["PAID", "PARTIALLY_REFUNDED", "PARTIALLY_PAID"]);

/**
 * Whether e-mail, outstanding amount or refunded amount have to be asked for. They need not be, if the order names an
 * e-mail or has no customer, no transaction refunds anything, and the money that came in covers the total.
 */
export function needsRest(order: ReadInPart): boolean {
  const { email, customer, transactions, displayFinancialStatus: status } = order;
  if (email === null && customer !== null) return true;
  if (status?.includes("REFUNDED") === true || transactions.some(({ kind }) => kind === "REFUND")) return true;
  if (!OUTSTANDING_COUNTS.has(status)) return false;
  const total = centsOf(order.currentTotalPriceSet);
  const received = transactions
    .filter((transaction) => transaction.status === "SUCCESS" && /^(?:SALE|CAPTURE)$/.test(transaction.kind))
    .reduce((sum, { amountSet }) => sum + centsOf(amountSet), 0);
  // An amount that is none compares false: then the order is asked.
  return !(received >= total);
}

const centsOf = ({ shopMoney }: Money): number => parseCents(shopMoney.amount) ?? Number.NaN;
