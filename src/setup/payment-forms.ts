import type { Deps } from "../deps.ts";
import { requeueOnHold } from "../hub/orders/orders.ts";
import { readPaymentForms, savePaymentForms, type PaymentFormRow } from "../hub/orders/payment-forms.ts";
import type { PaymentForm } from "../rules/orders/payment/forms.ts";

export const listPaymentForms = (db: D1Database): Promise<readonly PaymentForm[]> => readPaymentForms(db);

/** Orders that a payment form may let go on: held for a missing one, or waiting for money that may be promised enough. */
const MAY_GO_ON = [
  "gateway-unmapped",
  "partially-paid",
  "pending",
  "authorized",
  "payment-overdue",
  "payment-expired",
] as const;

/**
 * Maps gateways to payment forms. The next due run evaluates the orders that wait for one.
 * @param audit the row of this change, for its own batch
 */
export async function mapPaymentForms(
  { db, clock }: Pick<Deps, "db" | "clock">,
  forms: readonly PaymentFormRow[],
  audit: readonly D1PreparedStatement[],
): Promise<readonly PaymentForm[]> {
  await db.batch([...savePaymentForms(db, forms), requeueOnHold(db, MAY_GO_ON, clock.now()), ...audit]);
  return listPaymentForms(db);
}
