import { AllLocationsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";

/** Limit of pages: Shopify allows 1,000 locations on Plus. */
const PAGES_MAX = 8;

export interface ShopLocation {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
}

/** Every location of the shop, inactive ones too, by its name. */
export async function readShopLocations(
  admin: AdminClient,
): Promise<
  | { readonly kind: "locations"; readonly locations: readonly ShopLocation[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const locations: ShopLocation[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const result: Awaited<ReturnType<typeof pageOf>> = await pageOf(admin, after);
    if (!result.ok) return { kind: "failed", failure: result.failure };
    locations.push(...result.data.locations.nodes);
    const { hasNextPage, endCursor } = result.data.locations.pageInfo;
    if (!hasNextPage || endCursor === null) break;
    after = endCursor;
  }
  return { kind: "locations", locations: locations.toSorted((a, b) => a.name.localeCompare(b.name, "pt-BR")) };
}

const pageOf = (admin: AdminClient, after: string | null) =>
  admin.run(AllLocationsDocument, { after }, { priority: "catalog" });
