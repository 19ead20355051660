/** Deliberate defects in what the ERP's alterations do to the Shopify order. */
import { type Mutant, one } from "./mutant.ts";

const PLAN = "src/rules/orders/back/alteration-plan.ts";

export const ALTERATION_MUTANTS: readonly Mutant[] = [
  one(
    "refund-of-a-cent-less",
    "the difference of a cut is refunded without its last cent",
    PLAN,
    "const refundCents = Math.max(0, money.keptCents - billedCents);",
    "const refundCents = Math.max(0, money.keptCents - billedCents - 1);",
  ),
  one(
    "no-refund-after-an-edit",
    "an edit is all that an alteration needs",
    PLAN,
    "  if (refundCents > 0) {\n",
    "  if (refundCents > 0 && edit !== null) {\n",
  ),
  one(
    "freight-given-back",
    "the freight is no part of what is billed",
    PLAN,
    "  return order.totalCents - centsOf(lines) - centsOf(added) + goods;",
    "  return order.totalCents - order.shippingCents - centsOf(lines) - centsOf(added) + goods;",
  ),
];
