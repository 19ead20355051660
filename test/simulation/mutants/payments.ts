/** Deliberate defects in what is submitted without its money. */
import { type Mutant, one } from "./mutant.ts";

export const PAYMENT_MUTANTS: readonly Mutant[] = [
  one(
    "promise-is-money",
    "an order is submitted while pending whatever its payment form says",
    "src/rules/orders/payment/submit-while.ts",
    "?.submitWhile.includes(promised) === true;",
    "?.submitWhile.includes(promised) !== undefined;",
  ),
  one(
    "first-payment-only",
    "of several payments the first one is sent",
    "src/rules/orders/payments.ts",
    "return { ok: true, payments: payments.filter(({ cents }) => cents > 0) };",
    "return { ok: true, payments: payments.filter(({ cents }) => cents > 0).slice(0, 1) };",
  ),
  one(
    "captured-whole",
    "an authorised card is captured whole, whatever is billed",
    "src/rules/orders/back/collect-plan.ts",
    "cents: Math.min(from.cents, openCents),",
    "cents: from.cents,",
  ),
  one(
    "capture-forgotten",
    "an invoice takes nothing of what was promised",
    "src/rules/orders/back/collect-plan.ts",
    "if (money.isCancelled || bills.keys.length === 0)",
    "if (money.isCancelled || bills.keys.length >= 0)",
  ),
];
