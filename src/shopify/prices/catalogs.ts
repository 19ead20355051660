import {
  CatalogCreateDocument,
  CatalogJoinListDocument,
  CompanyLocationCatalogsDocument,
  CompanyLocationsInCatalogDocument,
} from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";
import type { ShopCatalog } from "./markets.ts";

/** The audience of a catalogue: markets, or B2B company locations without a market. */
export type CatalogContext =
  { readonly marketIds: readonly string[] } | { readonly companyLocationIds: readonly string[] };

/**
 * Creates a catalogue without a publication of its own: the sales channel decides which products a buyer sees. It is
 * not repeated after an unknown outcome, because a search by context finds it.
 */
export async function createCatalog(
  admin: AdminClient,
  title: string,
  context: CatalogContext,
): Promise<Called<ShopCatalog>> {
  const result = await admin.run(
    CatalogCreateDocument,
    { input: { title, status: "ACTIVE", context: contextInput(context) } },
    { priority: "prices", repeatable: false },
  );
  return calledOf(
    result,
    (data) => data.catalogCreate,
    ({ catalog }) => catalog && { ...catalog, list: null },
  );
}

const contextInput = (context: CatalogContext) =>
  "marketIds" in context
    ? { marketIds: [...context.marketIds] }
    : { companyLocationIds: [...context.companyLocationIds] };

/** Assigns this price list to a catalogue without one. A repetition changes nothing. */
export async function joinList(admin: AdminClient, id: string, priceListId: string): Promise<Called<true>> {
  const result = await admin.run(
    CatalogJoinListDocument,
    { id, priceListId },
    { priority: "prices", repeatable: true },
  );
  return calledOf(
    result,
    (data) => data.catalogUpdate,
    () => true as const,
  );
}

/** The B2B catalogues of one company location; null: there is no such location. */
export async function readCompanyCatalogs(
  admin: AdminClient,
  id: string,
): Promise<
  | { readonly kind: "catalogs"; readonly catalogs: readonly ShopCatalog[] | null }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const catalogs: ShopCatalog[] = [];
  let after: string | null = null;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const result: Awaited<ReturnType<typeof catalogsPage>> = await catalogsPage(admin, id, after);
    if (!result.ok) return { kind: "failed", failure: result.failure };
    const connection = result.data.companyLocation?.catalogs;
    if (!connection) return { kind: "catalogs", catalogs: null };
    for (const { __typename, priceList, ...rest } of connection.nodes)
      if (__typename === "CompanyLocationCatalog") catalogs.push({ ...rest, list: priceList });
    if (!connection.pageInfo.hasNextPage) break;
    after = connection.pageInfo.endCursor;
  }
  return { kind: "catalogs", catalogs };
}

/** Limit of pages: 250 catalogues. */
const PAGES_MAX = 10;
const catalogsPage = (admin: AdminClient, id: string, after: string | null) =>
  admin.run(CompanyLocationCatalogsDocument, { id, after }, { priority: "prices" });

/** The company locations that the catalogue is not for, including those that do not exist. */
export async function outsideCatalog(
  admin: AdminClient,
  ids: readonly string[],
  catalogId: string,
): Promise<
  | { readonly kind: "outside"; readonly ids: readonly string[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const result = await admin.run(
    CompanyLocationsInCatalogDocument,
    { ids: [...ids], catalogId },
    { priority: "prices", costPoints: ids.length },
  );
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const inside = result.data.nodes.flatMap((node) => (node && "inCatalog" in node && node.inCatalog ? [node.id] : []));
  return { kind: "outside", ids: ids.filter((id) => !inside.includes(id)) };
}
