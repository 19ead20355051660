/** Money that was promised as the order was made: a card that is authorised, a payment on delivery. */
import { capturableOf } from "../../../sim/shopify/orders/order-totals.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import type { Plan } from "../scenario/plan.ts";

/** The scenario's payment forms let such orders be submitted before their money. What became of it since is no matter. */
export function isPromised({ features }: Pick<Plan, "features">, order: Order): boolean {
  const first = moneyOfPlacing(order);
  return features.promises !== null && first.length > 0 && first.every(isPromise);
}

/** What the customer gave or promised with the order; a payment of what an edit added comes later, and has no parent either. */
export const moneyOfPlacing = ({ transactions, createdAt }: Order): Order["transactions"] =>
  transactions.filter(
    ({ parentId, kind, createdAt: at }) => parentId === null && kind !== "VOID" && kind !== "REFUND" && at <= createdAt,
  );

const isPromise = ({ kind, manualPaymentGateway }: Order["transactions"][number]): boolean =>
  kind === "AUTHORIZATION" || (kind === "SALE" && manualPaymentGateway);

/**
 * What the promises that still stand come to, in cents: of a card what is left to capture. A payment on delivery is whatever
 * the order comes to, until it is taken: what an edit adds then is promised by none (seeds 3016, 3097).
 */
export function promisedCents(order: Order, totalCents: number): number {
  const { transactions } = order;
  const isTaken = ({ id }: Order["transactions"][number]): boolean =>
    transactions.some(({ parentId, kind, status }) => parentId === id && kind === "SALE" && status === "SUCCESS");
  const atTheDoor = transactions.some(
    (each) => isPromise(each) && each.kind === "SALE" && each.status === "PENDING" && !isTaken(each),
  );
  return transactions.reduce((sum, each) => sum + capturableOf(order, each), atTheDoor ? totalCents : 0);
}
