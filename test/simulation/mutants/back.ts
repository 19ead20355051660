/** Deliberate defects of the way back: cancellations, documents, fulfilments. */
import { type Mutant, one } from "./mutant.ts";

export const BACK_MUTANTS: readonly Mutant[] = [
  one(
    "document-cancels-order",
    "a CANCELADO cancels the order, whatever it names",
    "src/rules/orders/erp-event.ts",
    'type === "CANCELADO" && invoice === null;',
    'type === "CANCELADO" && invoice !== undefined;',
  ),
  one(
    "cancellation-forgotten",
    "a cancellation that is due is looked for among those that came",
    "src/orders/apply/cancellation.ts",
    'state === "due" && cancelsOrder(event)',
    'state === "received" && cancelsOrder(event)',
  ),
  one(
    "obstacle-unsaid",
    "what Shopify does not let the connector cancel is left without an entry",
    "src/orders/apply/cancellation.ts",
    `      await stop(plan.why);
      return goOn();
    case "wait":`,
    `      return goOn();
    case "wait":`,
  ),
  one(
    "fulfils-all",
    "an invoice fulfils the order, whatever it bills",
    "src/rules/orders/back/fulfil-plan.ts",
    "const billsAll = items.length === 0;",
    "const billsAll = items.length >= 0;",
  ),
  one(
    "fulfilment-forgotten",
    "an invoice that the order shows is done with",
    "src/orders/apply/metafields.ts",
    'fulfils ? "due" : "applied"',
    'fulfils ? "applied" : "applied"',
  ),
  one(
    "fulfilment-mails",
    "the customer is mailed at each fulfilment",
    "src/orders/apply/fulfillment.ts",
    "notify: rules.notifyFulfilments,",
    "notify: !rules.notifyFulfilments,",
  ),
  one(
    "cancelled-document-stands",
    "a cancelled document is shown as the others",
    "src/rules/orders/invoices.ts",
    "isCancelled: cancelled.has(key)",
    "isCancelled: false",
  ),
  one(
    "weight-as-ordered",
    "the order shows what was ordered of goods by weight, not what was billed",
    "src/rules/orders/back/billed-weights.ts",
    "(billed.get(item.sku) ?? 0) + item.attendedMilli",
    "(billed.get(item.sku) ?? 0) + item.orderedMilli",
  ),
  one(
    "unfulfil-forgotten",
    "the fulfilment of a cancelled document stays",
    "src/orders/apply/fulfillment.ts",
    "if (fulfillmentId === undefined) return applied(",
    "if (fulfillmentId !== null) return applied(",
  ),
  one(
    "replacement-before-the-cancelled",
    "documents are fulfilled in the order of their events",
    "src/orders/apply/fulfillment.ts",
    "Number(cancelsInvoice(b)) - Number(cancelsInvoice(a))",
    "Number(cancelsInvoice(a)) - Number(cancelsInvoice(b))",
  ),
  one(
    "status-of-the-last-event",
    "the order shows the state that came last, not the furthest",
    "src/rules/orders/back/status-plan.ts",
    "return STATUS_TYPES.findLast((type) => types.includes(type)) ?? null;",
    "return types.at(-1) ?? null;",
  ),
];
