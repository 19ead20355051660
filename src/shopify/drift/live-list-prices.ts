import { DriftListPricesDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { isTooDear } from "../client/smaller-pages.ts";
import { livePriceOf, type LivePrice } from "./live-variant.ts";

/** 803 points of the 1,000 that a query may ask for: a price is 4 (itself, its variant, two amounts), the rest 3. */
const PAGE_MAX = 200;
const POINTS_PER_PRICE = 4;
const POINTS_PER_PAGE = 3;
/** Additional rows for prices of variants that the hub does not know. */
const PAGES_MORE = 2;

/**
 * The fixed prices of products in one list, by variant. A deleted list has none.
 * @param variants how many variants the hub knows of these products
 * @returns `isWhole` false: there were more rows than were read, so an absent price may exist
 */
export async function readLiveListPrices(
  admin: AdminClient,
  list: string,
  productGids: readonly string[],
  variants: number,
): Promise<
  | { readonly kind: "prices"; readonly byVariant: ReadonlyMap<string, LivePrice>; readonly isWhole: boolean }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const byVariant = new Map<string, LivePrice>();
  const products = productGids.map((gid) => `product_id:${numberOf(gid)}`).join(" OR ");
  let first = Math.min(PAGE_MAX, variants + 1);
  let after: string | null = null;
  for (let page = 0; page < Math.ceil(variants / first) + PAGES_MORE; page += 1) {
    const result: Awaited<ReturnType<typeof pricesPage>> = await pricesPage(
      admin,
      { list, products, first, after },
      POINTS_PER_PAGE + first * POINTS_PER_PRICE,
    );
    if (!result.ok && isTooDear(result.failure) && first > 1) {
      first = Math.ceil(first / 2); // from the same place; the number of pages follows
      page -= 1;
      continue;
    }
    if (!result.ok) return { kind: "failed", failure: result.failure };
    const connection = result.data.priceList?.prices;
    for (const { variant, price, compareAtPrice } of connection?.nodes ?? [])
      byVariant.set(variant.id, livePriceOf(price.amount, compareAtPrice?.amount ?? null));
    if (connection?.pageInfo.hasNextPage !== true) return { kind: "prices", byVariant, isWhole: true };
    after = connection.pageInfo.endCursor;
  }
  return { kind: "prices", byVariant, isWhole: false };
}

interface Page {
  readonly list: string;
  readonly products: string;
  readonly first: number;
  readonly after: string | null;
}
const pricesPage = (admin: AdminClient, page: Page, costPoints: number) =>
  admin.run(DriftListPricesDocument, { ...page }, { priority: "catalog", costPoints });

/** gid://shopify/Product/42 → 42 */
const numberOf = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);
