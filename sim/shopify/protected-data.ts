/** What an app without Shopify's approval for protected customer data is refused: field by field, beside the rest. */
import { GraphQLError } from "graphql";
import type { Core } from "./core.ts";

const OF_ORDER = new Set(["email", "phone", "shippingAddress", "billingAddress"]);
const MORE = "See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.";

/** The field becomes null, beside an error with its path and without a code; a field that cannot be null takes its parent along. */
export function checkApproval(core: Core, parent: string, field: string, returned: string): void {
  if (core.dataApproved) return;
  if (returned === "Customer" || parent === "Customer")
    throw new GraphQLError(`This app is not approved to access the Customer object. ${MORE}`);
  if (parent === "Order" && OF_ORDER.has(field))
    throw new GraphQLError(`This app is not approved to use the ${field} field. ${MORE}`);
}

/** The topics whose payloads hold customer data cannot be subscribed to either. */
export const approvalProblem = (core: Core, topic: string): string | undefined =>
  !core.dataApproved && /^(ORDERS|REFUNDS|FULFILLMENTS|ORDER_TRANSACTIONS)_/.test(topic)
    ? `This app is not approved to subscribe to webhook topics containing protected customer data. ${MORE}`
    : undefined;
