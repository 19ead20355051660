/** The document that the shop keeps with its customer, where the order itself names none. */
import { documentOf } from "../../rules/orders/people/document.ts";
import type { OrderRules } from "../../rules/orders/settings.ts";
import type { ShopOrder } from "../../rules/orders/shop-order.ts";
import type { AdminClient, AdminFailure } from "../../shopify/client/result.ts";
import { readCustomerField } from "../../shopify/orders/customer-document.ts";

/** Asks Shopify only where a rule names the metafield and no place before it has a valid document. */
export async function withCustomerDocument(
  shopify: AdminClient,
  order: ShopOrder,
  { documentMetafield }: OrderRules,
): Promise<{ readonly order: ShopOrder } | { readonly failure: AdminFailure }> {
  // The note comes after the metafield.
  if (documentMetafield === null || !("reason" in documentOf({ ...order, note: null }))) return { order };
  const read = await readCustomerField(shopify, order.orderId, documentMetafield);
  return read.ok ? { order: { ...order, customerDocument: read.data } } : { failure: read.failure };
}
