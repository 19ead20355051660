import { ShopSizeDocument } from "../generated/operations.ts";
import type { AdminClient, AdminResult } from "../client/result.ts";

/** The number of all variants in the shop, and whether the shop is on Plus. */
export async function readShopSize(
  admin: AdminClient,
): Promise<AdminResult<{ readonly plus: boolean; readonly shopVariantCount: number }>> {
  const result = await admin.run(ShopSizeDocument, {}, { priority: "catalog" });
  if (!result.ok) return result;
  const { shop, productVariantsCount } = result.data;
  if (productVariantsCount === null)
    return { ok: false, failure: { kind: "unknown", message: "the shop's variants were not counted" } };
  return { ok: true, data: { plus: shop.plan.shopifyPlus, shopVariantCount: productVariantsCount.count } };
}
