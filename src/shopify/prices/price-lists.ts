import { PriceListCreateDocument, PriceListsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";
import { LIST_CURRENCY } from "./fixed-prices.ts";

/** Ends a list of lists that never ends: 2,500 of them. */
const PAGES_MAX = 50;

export interface ShopPriceList {
  readonly gid: string;
  readonly name: string;
  readonly currency: string;
  /** How many prices of its own it has. */
  readonly fixedPrices: number;
  /** Null: no catalogue uses this list yet. */
  readonly catalog: { readonly id: string; readonly title: string; readonly status: string } | null;
}

/** The shop's price lists, to be adopted as targets. */
export async function readPriceLists(
  admin: AdminClient,
): Promise<
  | { readonly kind: "lists"; readonly lists: readonly ShopPriceList[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const lists: ShopPriceList[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const result = await nextPage(admin, after);
    if (!result.ok) return { kind: "failed", failure: result.failure };
    const { nodes, pageInfo } = result.data.priceLists;
    for (const { id, fixedPricesCount, ...rest } of nodes)
      lists.push({ ...rest, gid: id, fixedPrices: fixedPricesCount });
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage || after === null) break;
  }
  return { kind: "lists", lists };
}

const nextPage = (admin: AdminClient, after: string | null) =>
  admin.run(PriceListsDocument, { after }, { priority: "prices" });

/**
 * Makes a price list in reais that shows the shop's own prices wherever it has no price of its own.
 * Not repeated after an unknown outcome: a search by name finds it.
 * @param catalogId the catalogue that is to show it; null: the merchant joins them later
 */
export async function createPriceList(
  admin: AdminClient,
  name: string,
  catalogId: string | null,
): Promise<Called<string>> {
  const result = await admin.run(
    PriceListCreateDocument,
    {
      input: {
        name,
        currency: LIST_CURRENCY,
        ...(catalogId === null ? {} : { catalogId }),
        // Of the shop's own price; what has a compare-at price there has none here unless the list says so.
        parent: { adjustment: { type: "PERCENTAGE_DECREASE", value: 0 }, settings: { compareAtMode: "NULLIFY" } },
      },
    },
    { priority: "prices", repeatable: false },
  );
  return calledOf(
    result,
    (data) => data.priceListCreate,
    ({ priceList }) => priceList?.id ?? null,
  );
}
