/** The document that the shop keeps with its customer, where the order itself names none. */
import type { Corrected } from "../../rules/orders/people/corrections.ts";
import { documentOf } from "../../rules/orders/people/document.ts";
import type { OrderRules } from "../../rules/orders/settings.ts";
import type { ShopOrder } from "../../rules/orders/shop-order.ts";
import type { AdminClient, AdminFailure } from "../../shopify/client/result.ts";
import { readCustomerField } from "../../shopify/orders/customer-document.ts";

/** Asks Shopify only where a rule names the metafield, and neither a person nor a place before it has a valid document. */
export async function withCustomerDocument(
  shopify: AdminClient,
  order: ShopOrder,
  { documentMetafield }: OrderRules,
  corrected: Corrected,
): Promise<{ readonly order: ShopOrder } | { readonly failure: AdminFailure }> {
  if (documentMetafield === null || corrected.document !== undefined) return { order };
  // The note comes after the metafield.
  if (!("reason" in documentOf({ ...order, note: null }))) return { order };
  const read = await readCustomerField(shopify, order.orderId, documentMetafield);
  return read.ok ? { order: { ...order, customerDocument: read.data } } : { failure: read.failure };
}
