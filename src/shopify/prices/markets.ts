import { MarketCreateDocument, MarketsDocument, type MarketsQuery } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";

/** Limit of pages: 500 markets. */
const PAGES_MAX = 50;

/** The buyers of one of our markets: at the till of a location, or in a country or one of its states. */
export type MarketBuyers =
  | { readonly kind: "location"; readonly locationId: string }
  | {
      readonly kind: "region";
      readonly country: string;
      /** "SP"; null: the whole country. */
      readonly state: string | null;
    };

export interface ShopCatalog {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly list: { readonly id: string; readonly currency: string } | null;
}
export interface ShopMarket {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly status: string;
  /** Null: its conditions are other than exactly one location or one region. */
  readonly buyers: MarketBuyers | null;
  /** Its first five. */
  readonly catalogs: readonly ShopCatalog[];
}

/**
 * The handle of our market, whatever its name. Handles are unique: of two runs at once, one creates the market and the
 * other gets TAKEN.
 */
export function handleOf(buyers: MarketBuyers): string {
  switch (buyers.kind) {
    case "location":
      return `gondola-location-${buyers.locationId.split("/").at(-1) ?? ""}`;
    case "region":
      return ["gondola-region", buyers.country, ...(buyers.state === null ? [] : [buyers.state])]
        .join("-")
        .toLowerCase();
  }
}

export const sameBuyers = (one: MarketBuyers | null, other: MarketBuyers): boolean =>
  one !== null && handleOf(one) === handleOf(other);

/** Reads every market, because the search may not know a new one yet. */
export async function readMarkets(
  admin: AdminClient,
): Promise<
  | { readonly kind: "markets"; readonly markets: readonly ShopMarket[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const markets: ShopMarket[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const result = await nextPage(admin, after);
    if (!result.ok) return { kind: "failed", failure: result.failure };
    const { nodes, pageInfo } = result.data.markets;
    const cut = nodes.find(({ catalogs }) => catalogs.pageInfo.hasNextPage);
    if (cut) {
      const message = `market ${cut.name} has more catalogues than are read`;
      return { kind: "failed", failure: { kind: "refused", code: "TOO_MANY_CATALOGS", message } };
    }
    markets.push(...nodes.map(marketOf));
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage || after === null) break;
  }
  return { kind: "markets", markets };
}

const nextPage = (admin: AdminClient, after: string | null) =>
  admin.run(MarketsDocument, { after }, { priority: "prices" });

type Node = MarketsQuery["markets"]["nodes"][number];

function marketOf({ catalogs, conditions, ...rest }: Node): ShopMarket {
  return {
    ...rest,
    buyers: buyersOf(conditions),
    catalogs: catalogs.nodes.map(({ priceList, ...catalog }) => ({ ...catalog, list: priceList })),
  };
}

function buyersOf(conditions: Node["conditions"]): MarketBuyers | null {
  const [type, more] = conditions?.conditionTypes ?? [];
  if (more !== undefined) return null;
  if (type === "LOCATION" && conditions?.locationsCondition?.applicationLevel === "SPECIFIED") {
    const [only, second] = conditions.locationsCondition.locations.nodes;
    return only && !second ? { kind: "location", locationId: only.id } : null;
  }
  if (type === "REGION" && conditions?.regionsCondition?.applicationLevel === "SPECIFIED") {
    const [only, second] = conditions.regionsCondition.regions.nodes;
    if (!only || second) return null;
    if ("country" in only) return { kind: "region", country: only.country, state: null };
    // "SP" or "BR-SP": the schema only documents "the ISO code".
    if ("subdivision" in only)
      return { kind: "region", country: only.of.code, state: only.subdivision.split("-").at(-1) ?? null };
  }
  return null;
}

/** Not repeated after an unknown outcome: a search by handle finds it. */
export async function createMarket(
  admin: AdminClient,
  name: string,
  buyers: MarketBuyers,
): Promise<Called<Pick<ShopMarket, "id" | "name" | "status">>> {
  const conditions =
    buyers.kind === "location"
      ? { locationsCondition: { locationIds: [buyers.locationId] } }
      : {
          regionsCondition: {
            regions: [
              {
                // The route accepts two capital letters; Shopify decides whether they are a country.
                countryCode: buyers.country as "BR",
                ...(buyers.state === null ? {} : { subdivision: buyers.state }),
              },
            ],
          },
        };
  const result = await admin.run(
    MarketCreateDocument,
    { input: { name, handle: handleOf(buyers), status: "ACTIVE", conditions } },
    { priority: "prices", repeatable: false },
  );
  return calledOf(
    result,
    (data) => data.marketCreate,
    ({ market }) => market,
  );
}
