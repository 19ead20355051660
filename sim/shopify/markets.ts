/**
 * Markets of retail locations or regions, their catalogues, and catalogues of B2B company locations. A market of several
 * conditions, of company locations or of "all" is not simulated.
 */
import { NotSimulated, only, type Core, type Doing, type MutationResolver, type Resolvers } from "./core.ts";
import type { Catalog, CompanyLocation, Market, MarketRegion } from "./records/markets.ts";
import { mintId, typeOfId } from "./state.ts";

/** Of all kinds together. */
const MARKETS_MAX = 50;
/** A company location takes as many catalogues as Shopify's admin lets a person assign. */
const COMPANY_CATALOGS_MAX = 25;
const NAME_MAX = 255;
const STATES = new Set("AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split(" "));

interface MarketInput {
  readonly name: string;
  readonly handle?: string | null;
  readonly status?: "ACTIVE" | "DRAFT" | null;
  readonly conditions?: {
    readonly locationsCondition?: { readonly locationIds?: readonly string[] };
    readonly regionsCondition?: {
      readonly regions?: readonly { readonly countryCode: string; readonly subdivision?: string | null }[];
    };
  } | null;
}

const marketCreate: MutationResolver = ({ input }: { input: MarketInput }, { core, effect }: Doing) => {
  only(input, "MarketCreateInput", ["name", "handle", "status", "conditions"]);
  const { name, status, conditions } = input;
  if (!status) throw new NotSimulated("MarketCreateInput without status");
  const refuse = (field: readonly string[], code: string, message: string) => ({
    market: null,
    userErrors: [{ field: ["input", ...field], code, message }],
  });
  const markets = [...core.state.markets.values()];
  if (name.trim() === "") return refuse(["name"], "BLANK", "Name can't be blank");
  if (name.length > NAME_MAX)
    return refuse(["name"], "TOO_LONG", `Name is too long (maximum is ${NAME_MAX} characters)`);
  if (markets.some((market) => market.name === name)) return refuse(["name"], "TAKEN", "Name has already been taken");
  const handle = input.handle ?? name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  if (markets.some((market) => market.handle === handle))
    return refuse(["handle"], "TAKEN", "Handle has already been taken");
  if (markets.length >= MARKETS_MAX)
    return refuse([], "SHOP_REACHED_MARKETS_LIMIT", `Can't have more than ${MARKETS_MAX} markets.`);
  const read = conditionsOf(core, conditions);
  if ("code" in read) return refuse(["conditions", ...read.field], read.code, read.message);
  if (status === "ACTIVE") {
    const kind = read.locations ? "POS_MARKET" : "REGION_MARKET";
    if (core.settings.unentitled.includes(kind))
      return refuse(
        ["status"],
        "NOT_ENTITLED_TO_ACTIVATE_MARKET",
        "Your shop is not entitled to activate markets of this type.",
      );
    // Two markets for the same location may be active; for the same set of regions only one.
    const regions = regionKey(read.regions);
    if (regions !== "" && markets.some((each) => each.status === "ACTIVE" && regionKey(each.regions) === regions))
      return refuse(["conditions"], "DUPLICATE_REGION_MARKET", "Duplicate region market.");
  }
  const made: Market = { id: mintId(core.state, "Market"), name, handle, status, ...read };
  core.state.markets.set(made.id, made);
  effect({ kind: "market", id: made.id });
  return { market: made, userErrors: [] };
};

type Conditions = Pick<Market, "locations" | "regions">;
interface Wrong {
  readonly field: readonly string[];
  readonly code: string;
  readonly message: string;
}

function conditionsOf(core: Core, conditions: MarketInput["conditions"]): Conditions | Wrong {
  const kinds = Object.entries(conditions ?? {}).flatMap(([kind, value]) => (value === null ? [] : [kind]));
  if (kinds.length !== 1) throw new NotSimulated(`MarketCreateInput.conditions of ${kinds.length} types`);
  const empty = {
    field: kinds,
    code: "SPECIFIED_CONDITIONS_CANNOT_BE_EMPTY",
    message: "Specified conditions cannot be empty.",
  };
  if (conditions?.locationsCondition) {
    const { locationIds } = conditions.locationsCondition;
    if (!locationIds) throw new NotSimulated("MarketConditionsLocationsInput.applicationLevel");
    if (locationIds.length === 0) return empty;
    if (locationIds.some((id) => !core.state.locations.has(id)))
      return { field: [...kinds, "locationIds"], code: "CONDITIONS_NOT_FOUND", message: "Conditions not found." };
    return { locations: [...locationIds], regions: null };
  }
  if (!conditions?.regionsCondition) throw new NotSimulated(`MarketConditionsInput.${kinds[0]}`);
  const { regions } = conditions.regionsCondition;
  if (!regions) throw new NotSimulated("MarketConditionsRegionsInput but for regions");
  if (regions.length === 0) return empty;
  const read: MarketRegion[] = [];
  for (const [index, { countryCode, subdivision = null }] of regions.entries()) {
    const no = (code: string, message: string): Wrong => ({
      field: [...kinds, "regions", String(index), "subdivision"],
      code,
      message,
    });
    if (subdivision !== null && countryCode !== "BR")
      throw new NotSimulated(`subdivisions of ${countryCode} in MarketConditionsRegionInput`);
    if (subdivision !== null && !/^[A-Z]{2}$/.test(subdivision))
      return no("INVALID_SUBDIVISION_FORMAT", "The subdivision format is invalid.");
    if (subdivision !== null && !STATES.has(subdivision))
      return no("SUBDIVISION_DOES_NOT_EXIST", "The subdivision doesn't exist.");
    if (read.some((each) => each.country === countryCode && (each.state === null) !== (subdivision === null)))
      return no(
        "INVALID_COUNTRY_AND_SUBDIVISION_CONDITIONS",
        "A country condition and a subdivision condition belonging to the same country cannot be added to the same market.",
      );
    read.push({ country: countryCode, state: subdivision });
  }
  return { locations: null, regions: read };
}

const regionKey = (regions: readonly MarketRegion[] | null): string =>
  (regions ?? [])
    .map(({ country, state }) => `${country}-${state ?? ""}`)
    .sort()
    .join(" ");

interface CatalogInput {
  readonly title: string;
  readonly status: Catalog["status"];
  readonly context: {
    readonly marketIds?: readonly string[] | null;
    readonly companyLocationIds?: readonly string[] | null;
  };
}

const catalogCreate: MutationResolver = ({ input }: { input: CatalogInput }, { core, effect }: Doing) => {
  only(input, "CatalogCreateInput", ["title", "status", "context"]);
  const refuse = (field: readonly string[], code: string, message: string) => ({
    catalog: null,
    userErrors: [{ field: ["input", ...field], code, message }],
  });
  const { title, status } = input;
  const markets = input.context.marketIds ?? [];
  const companies = input.context.companyLocationIds ?? [];
  if (title.trim() === "") return refuse(["title"], "BLANK", "Title can't be blank");
  if (title.length > NAME_MAX)
    return refuse(["title"], "TOO_LONG", `Title is too long (maximum is ${NAME_MAX} characters)`);
  if (markets.length > 0 === companies.length > 0)
    return refuse(["context"], "MUST_PROVIDE_EXACTLY_ONE_CONTEXT_TYPE", "Must provide exactly one context type.");
  if (markets.length > 1) throw new NotSimulated("a catalog of several markets");
  if (markets.some((id) => !core.state.markets.has(id)))
    return refuse(["context", "marketIds"], "MARKET_NOT_FOUND", "Market not found.");
  if (companies.some((id) => !core.state.companyLocations.has(id)))
    return refuse(
      ["context", "companyLocationIds"],
      "COMPANY_LOCATION_NOT_FOUND",
      "The company location could not be found.",
    );
  const [market] = markets.flatMap((id) => core.state.markets.get(id) ?? []);
  // Markets of a state serve shipping only.
  if (market?.regions?.some(({ state }) => state !== null))
    return refuse(
      ["context", "marketIds"],
      "CATALOG_NOT_COMPATIBLE_WITH_CONDITION_TYPES",
      "The catalog is not compatible with the condition types of the market.",
    );
  const limits = core.settings.catalogLimits;
  const most = market ? (market.locations ? limits.retail : limits.regions) : limits.b2b;
  const ofKind = [...core.state.catalogs.values()].filter(({ contexts: [first = ""] }) => {
    const other = core.state.markets.get(first);
    return market ? other && (other.locations === null) === (market.locations === null) : !other;
  });
  if (ofKind.length >= most)
    return refuse(
      ["context"],
      market ? "UNPERMITTED_ENTITLEMENTS_MARKET_CATALOGS" : "B2B_CATALOG_LIMIT_REACHED",
      market
        ? "Managing this catalog is not supported by your plan."
        : "You've reached the maximum number of B2B catalogs allowed for your plan.",
    );
  if (markets.length > 0 && status !== "ACTIVE")
    return refuse(["status"], "MARKET_CATALOG_STATUS", "A market catalog must have an active status.");
  if (companies.length > 0 && status === "ACTIVE" && core.settings.unentitled.includes("DIRECT_CATALOG"))
    return refuse(
      ["status"],
      "UNPERMITTED_ENTITLEMENTS_DIRECT_CATALOG_ASSIGNMENT",
      "Catalogs assigned to company locations can't be set to active with your plan.",
    );
  if (companies.some((id) => catalogsOf(core, id).length >= COMPANY_CATALOGS_MAX))
    return refuse(
      ["context", "companyLocationIds"],
      "CONTEXT_CATALOG_LIMIT_REACHED",
      "Cannot save the catalog because the catalog limit for the context was reached.",
    );
  const made: Catalog = {
    id: mintId(core.state, markets.length > 0 ? "MarketCatalog" : "CompanyLocationCatalog"),
    title,
    status,
    contexts: markets.length > 0 ? [...markets] : [...companies],
    priceListId: null,
  };
  core.state.catalogs.set(made.id, made);
  effect({ kind: "catalog", id: made.id });
  return { catalog: made, userErrors: [] };
};

const catalogUpdate: MutationResolver = (
  { id, input }: { id: string; input: { priceListId?: string | null } },
  { core, effect }: Doing,
) => {
  only(input, "CatalogUpdateInput", ["priceListId"]);
  const refuse = (field: readonly string[], code: string, message: string) => ({
    catalog: null,
    userErrors: [{ field, code, message }],
  });
  const catalog = core.state.catalogs.get(id);
  if (!catalog) return refuse(["id"], "CATALOG_NOT_FOUND", "The catalog wasn't found.");
  const { priceListId } = input;
  if (!priceListId) throw new NotSimulated("CatalogUpdateInput without priceListId");
  if (!core.state.priceLists.has(priceListId))
    return refuse(["input", "priceListId"], "PRICE_LIST_NOT_FOUND", "Price list not found.");
  const other = catalogOfList(core, priceListId);
  if (other && other !== catalog) return refuse(["input", "priceListId"], "TAKEN", "Price list has already been taken");
  catalog.priceListId = priceListId;
  effect({ kind: "catalog-list", id, list: priceListId });
  return { catalog, userErrors: [] };
};

export const catalogOfList = (core: Core, list: string): Catalog | undefined =>
  [...core.state.catalogs.values()].find(({ priceListId }) => priceListId === list);

const catalogsOf = (core: Core, context: string): Catalog[] =>
  [...core.state.catalogs.values()].filter(({ contexts }) => contexts.includes(context));

export const marketMutations = { marketCreate, catalogCreate, catalogUpdate };

const priceListOf = ({ priceListId }: Catalog, _: unknown, { core }: { readonly core: Core }) =>
  core.state.priceLists.get(priceListId ?? "") ?? null;

export const marketFields: Resolvers = {
  Market: {
    type: ({ locations }: Market) => (locations ? "LOCATION" : "REGION"),
    conditions: (market: Market) => market,
    catalogs: ({ id }: Market, _: unknown, { core }) => catalogsOf(core, id),
  },
  MarketConditions: {
    conditionTypes: ({ locations }: Market) => [locations ? "LOCATION" : "REGION"],
    locationsCondition: ({ locations }: Market) => locations && { applicationLevel: "SPECIFIED", locations },
    regionsCondition: ({ regions }: Market) => regions && { applicationLevel: "SPECIFIED", regions },
    companyLocationsCondition: () => null,
    channelsCondition: () => null,
  },
  LocationsCondition: {
    locations: ({ locations }: { locations: readonly string[] }, _: unknown, { core }) =>
      locations.flatMap((id) => core.state.locations.get(id) ?? []),
  },
  RegionsCondition: {
    regions: ({ regions }: { regions: readonly MarketRegion[] }) =>
      regions.map(({ country, state }) =>
        state === null
          ? { __typename: "MarketRegionCountry", id: `gid://shopify/MarketRegionCountry/${country}`, code: country }
          : {
              __typename: "MarketRegionSubdivision",
              id: `gid://shopify/MarketRegionSubdivision/${country}${state}`,
              code: state,
              country: { code: country },
            },
      ),
  },
  MarketCatalog: {
    priceList: priceListOf,
    markets: ({ contexts }: Catalog, _: unknown, { core }) =>
      contexts.flatMap((id) => core.state.markets.get(id) ?? []),
  },
  CompanyLocationCatalog: {
    priceList: priceListOf,
    companyLocations: ({ contexts }: Catalog, _: unknown, { core }) =>
      contexts.flatMap((id) => core.state.companyLocations.get(id) ?? []),
  },
  CompanyLocation: {
    catalogs: ({ id }: CompanyLocation, _: unknown, { core }) => catalogsOf(core, id),
    inCatalog: ({ id }: CompanyLocation, { catalogId }: { catalogId: string }, { core }) =>
      core.state.catalogs.get(catalogId)?.contexts.includes(id) ?? false,
  },
  QueryRoot: {
    market: (_: unknown, { id }: { id: string }, { core }) => core.state.markets.get(id) ?? null,
    markets: (_: unknown, { query, type }: { query?: string | null; type?: string | null }, { core }) => {
      if (query) throw new NotSimulated("QueryRoot.markets(query:)");
      if (type) throw new NotSimulated("QueryRoot.markets(type:)");
      return [...core.state.markets.values()];
    },
    catalog: (_: unknown, { id }: { id: string }, { core }) => core.state.catalogs.get(id) ?? null,
    companyLocation: (_: unknown, { id }: { id: string }, { core }) => {
      if (typeOfId(id) !== "CompanyLocation") return null;
      return core.state.companyLocations.get(id) ?? null;
    },
  },
};
