/** A metafield of an order's customer. */
import { CustomerDocumentDocument } from "../generated/operations.ts";
import type { AdminClient, AdminResult, CallOptions } from "../client/result.ts";

const OPTIONS: CallOptions = { priority: "orders" };

/** @param field "namespace.key". Null: no customer, or no value. */
export async function readCustomerField(
  admin: AdminClient,
  orderId: string,
  field: string,
): Promise<AdminResult<string | null>> {
  const at = field.indexOf(".");
  const variables = {
    id: `gid://shopify/Order/${orderId}`,
    namespace: field.slice(0, at),
    key: field.slice(at + 1),
  };
  const result = await admin.run(CustomerDocumentDocument, variables, OPTIONS);
  return result.ok ? { ok: true, data: result.data.order?.customer?.metafield?.value ?? null } : result;
}
