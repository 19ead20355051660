/** Deliberate defects in how an order is read: what Shopify leaves out, cuts or names in two ways. */
import { type Mutant, one } from "./mutant.ts";

export const READING_MUTANTS: readonly Mutant[] = [
  one(
    "fulfilment-orders-of-one-page",
    "an order's fulfilment orders are read to the end of the first page",
    "src/shopify/orders/read-order.ts",
    "const fulfillments = await readOn(order.fulfillmentOrders, updatedAt,",
    "const fulfillments = await readOn({ ...order.fulfillmentOrders, pageInfo: { hasNextPage: false, endCursor: null } }, updatedAt,",
  ),
  one(
    "absent-is-deleted",
    "an order that Shopify does not show is deleted, however old it is",
    "src/rules/orders/reading/absence.ts",
    'return now - madeAt < REACH_MS ? "deleted" : "outOfReach";',
    'return now - madeAt < REACH_MS ? "deleted" : "deleted";',
  ),
  one(
    "display-name-is-the-buyer",
    "a customer without a name is called by what Shopify displays: the e-mail or the phone",
    "src/rules/orders/shop-order.ts",
    "customerName: fullName(order.customer),",
    "customerName: fullName(order.customer) ?? order.customer?.defaultEmailAddress?.emailAddress ?? null,",
  ),
  one(
    "contradictory-page-is-the-end",
    "a page that says there is more, and not where, ends the list",
    "src/shopify/client/answer.ts",
    'Reflect.get(value, "hasNextPage") === true && Reflect.get(value, "endCursor") === null)',
    'Reflect.get(value, "hasNextPage") === value)',
  ),
  one(
    "sku-text-before-the-variant",
    "the SKU that a line shows decides, whatever variant was sold",
    "src/rules/orders/reading/line-variants.ts",
    "variantSku !== undefined && variantSku !== sku && currentQuantity > 0",
    "variantSku !== undefined && variantSku !== sku && currentQuantity < 0",
  ),
  one(
    "moved-unseen-is-nowhere",
    "goods that were moved before the first look left no level behind",
    "src/orders/submit/evaluate.ts",
    "row.name === null && order.fulfillmentOrders.some(",
    'row.name === "" && order.fulfillmentOrders.some(',
  ),
];
