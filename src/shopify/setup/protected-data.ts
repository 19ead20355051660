import { ProtectedDataDocument } from "../generated/operations.ts";
import { DATA_UNAPPROVED, type AdminClient, type AdminResult } from "../client/result.ts";

/**
 * Whether Shopify gives customer data to this app: the approval for protected customer data. Null: the shop has no order
 * of the last 60 days, so nothing says it. No value is kept.
 */
export async function readApproval(admin: AdminClient): Promise<AdminResult<boolean | null>> {
  const result = await admin.run(ProtectedDataDocument, {}, { priority: "orders" });
  if (result.ok) return { ok: true, data: result.data.orders.nodes.length > 0 ? true : null };
  const { failure } = result;
  return failure.kind === "refused" && failure.code === DATA_UNAPPROVED ? { ok: true, data: false } : result;
}
