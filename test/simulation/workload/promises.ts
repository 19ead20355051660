/** Money that was promised as the order was made: a card that is authorised, a payment on delivery. */
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

/** What the promises that still stand come to, in cents; a payment on delivery is whatever the order comes to. */
export function promisedCents({ transactions }: Order, totalCents: number): number {
  const standing = transactions.filter(
    (each) => isPromise(each) && each.parentId === null && (each.status === "SUCCESS" || each.status === "PENDING"),
  );
  return standing.reduce((sum, { kind, amount }) => sum + (kind === "SALE" ? totalCents : amount), 0);
}
