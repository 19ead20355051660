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
  one(
    "own-edit-is-another-hands",
    "whatever the hub does not remember was done by another hand, also after a restore",
    PLAN,
    '  return plan.kind === "settled" ? plan : edited;',
    '  return plan.kind === "settled" && facts.refundsMade < 0 ? plan : edited;',
  ),
  one(
    "edit-of-a-cancelled-order",
    "an alteration is done to the order whether the customer has cancelled it or not",
    PLAN,
    '  if (order.isCancelled) return { kind: "moot", why: "cancelled" };',
    '  if (order.isCancelled && order.totalCents < 0) return { kind: "moot", why: "cancelled" };',
  ),
  one(
    "every-bill-waits",
    "an invoice at the order's own total waits too",
    "src/rules/orders/back/invoice-total.ts",
    "return isEqual ? null :",
    "return isEqual && invoiceCents < 0 ? null :",
  ),
  one(
    "second-bill-in-silence",
    "an invoice at another total waits without an entry",
    "src/orders/apply/invoice-total.ts",
    "    openEntries(db, entries, now),\n",
    "    openEntries(db, entries.slice(0, 0), now),\n",
  ),
  one(
    "cancelled-rest-stays",
    "of an order that was billed in part and cancelled, what is not billed stays as it is",
    "src/rules/orders/back/cancelled-rest.ts",
    "[...priced, ...rest.map(nothingOf)]",
    "[...priced]",
  ),
  one(
    "held-twice",
    "an alteration that is held for another reason than before has both entries",
    "src/orders/back/held.ts",
    "await db.batch([closeOtherEntries(db, entries, now), openEntries(db, entries, now)]);",
    "await openEntries(db, entries, now).run();",
  ),
];
