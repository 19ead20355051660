import { PriceListCreateDocument, PriceListsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";
import { LIST_CURRENCY } from "./fixed-prices.ts";

/** Limit of pages: 2,500 price lists. */
const PAGES_MAX = 50;

export interface ShopPriceList {
  readonly gid: string;
  readonly name: string;
  readonly currency: string;
  /** The number of its fixed prices. */
  readonly fixedPrices: number;
  /** Null: no catalogue uses this list yet. */
  readonly catalog: { readonly id: string; readonly title: string; readonly status: string } | null;
}

/** The shop's price lists, which an operator may choose as targets. */
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
 * Creates a price list in reais that shows the shop's own price wherever it has no fixed price. It is not repeated
 * after an unknown outcome, because a search by name finds it.
 * @param catalogId the catalogue that shows it; null: the merchant assigns one later
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
        // Parent adjustment: a compare-at price of the shop's own price does not apply here, unless the list has one.
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
