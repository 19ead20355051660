import type { Deps } from "../deps.ts";
import { requeueOnHold } from "../hub/orders/orders.ts";
import { readPaymentForms, savePaymentForms, type PaymentForm } from "../hub/orders/payment-forms.ts";

export async function listPaymentForms(db: D1Database): Promise<readonly PaymentForm[]> {
  return [...(await readPaymentForms(db))].map(([gateway, seqFormaPagto]) => ({ gateway, seqFormaPagto }));
}

/** Maps gateways to payment forms. The next due run evaluates the orders on hold for a missing one. */
export async function mapPaymentForms(
  { db, clock }: Pick<Deps, "db" | "clock">,
  forms: readonly PaymentForm[],
): Promise<readonly PaymentForm[]> {
  await db.batch([...savePaymentForms(db, forms), requeueOnHold(db, ["gateway-unmapped"], clock.now())]);
  return listPaymentForms(db);
}
