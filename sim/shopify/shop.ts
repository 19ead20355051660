/** The shop itself: its settings, locations, publications, the app of the request, and node look-ups. */
import { ADMIN_API_VERSION } from "../../src/shopify/client/version.ts";
import { topLevel, type Core, type Resolvers } from "./core.ts";
import type { ProductSetOperation } from "./records/operations.ts";
import type { Publication } from "./records/publishing.ts";
import type { Location } from "./records/stock.ts";
import { numberOfId, typeOfId } from "./state.ts";
import { taxonomyCategory } from "./taxonomy.ts";

/** Any record by its gid; undefined when there is none, or its type is not simulated. */
function nodeOf(core: Core, id: string): unknown {
  const { state } = core;
  const type = typeOfId(id.replace(/\?.*$/, ""));
  switch (type) {
    case "Product":
      return state.products.get(id);
    case "ProductVariant":
      return state.variants.get(id);
    case "InventoryItem":
      return state.items.get(id);
    case "InventoryLevel":
      return [...state.items.values()].flatMap(({ levels }) => [...levels.values()]).find((level) => level.id === id);
    case "Location":
      return state.locations.get(id);
    case "Publication":
      return state.publications.get(id);
    case "Collection":
      return state.collections.get(id);
    case "Customer":
      return state.customers.get(id);
    case "Order":
      return state.orders.get(id);
    case "FulfillmentOrder":
      return orderOf(core, (order) => order.fulfillmentOrders.find((each) => each.id === id));
    case "Fulfillment":
      return orderOf(core, (order) => order.fulfillments.find((each) => each.id === id));
    case "Refund":
      return orderOf(core, (order) => order.refunds.find((each) => each.id === id));
    case "LineItem":
      return orderOf(core, (order) => order.lines.find((each) => each.id === id));
    case "OrderTransaction":
      return orderOf(core, (order) => order.transactions.find((each) => each.id === id));
    case "OrderCancelJobResult":
      return state.cancelJobs.get(id);
    case "CalculatedOrder":
      return state.edits.get(id);
    case "ProductSetOperation":
      return state.productOperations.get(id);
    case "WebhookSubscription":
      return state.subscriptions.get(id);
    case "MetafieldDefinition":
      return [...state.definitions.values()].find((each) => each.id === id);
    case "MediaImage":
      return state.files.get(id);
    case "BulkOperation":
      return state.bulkOperations.get(id);
    case "Market":
      return state.markets.get(id);
    case "MarketCatalog":
    case "CompanyLocationCatalog":
      return state.catalogs.get(id);
    case "CompanyLocation":
      return state.companyLocations.get(id);
    case "TaxonomyCategory":
      return taxonomyCategory(id);
    case "PriceList":
      return state.priceLists.get(id);
    case "Shop":
      return id === SHOP_ID ? { id: SHOP_ID, metafields: state.shopMetafields } : undefined;
    case undefined:
      throw topLevel("argumentLiteralsIncompatible", `Invalid global id '${id}'`);
    default:
      throw topLevel("NOT_SIMULATED", `the simulator does not simulate nodes of type ${type}`);
  }
}

function orderOf<T>(
  core: Core,
  find: (order: NonNullable<ReturnType<Core["state"]["orders"]["get"]>>) => T | undefined,
): T | undefined {
  for (const order of core.state.orders.values()) {
    const found = find(order);
    if (found) return found;
  }
  return undefined;
}

const appOf = (handle: string) => ({ id: `gid://shopify/App/${handle}`, handle, title: handle });

const SHOP_ID = "gid://shopify/Shop/1";

export const shopFields: Resolvers = {
  Shop: {
    myshopifyDomain: (_: unknown, __: unknown, { core }) => core.settings.shop,
    name: (_: unknown, __: unknown, { core }) => core.settings.shop.split(".")[0],
    currencyCode: (_: unknown, __: unknown, { core }) => core.settings.currency,
    ianaTimezone: () => "America/Sao_Paulo",
    taxesIncluded: (_: unknown, __: unknown, { core }) => core.settings.taxesIncluded,
    weightUnit: () => "KILOGRAMS",
    plan: (_: unknown, __: unknown, { core }) => ({
      shopifyPlus: core.settings.plan === "plus",
      partnerDevelopment: false,
      publicDisplayName: core.settings.plan,
    }),
    entitlements: (_: unknown, __: unknown, { core }) => {
      const { unentitled, catalogLimits: limits } = core.settings;
      const of = (enabled: boolean, limit: number) => ({ enabled, catalogs: { enabled: enabled && limit > 0, limit } });
      const direct = !unentitled.includes("DIRECT_CATALOG");
      return {
        b2b: { enabled: direct },
        markets: {
          retail: of(!unentitled.includes("POS_MARKET"), limits.retail),
          regions: of(!unentitled.includes("REGION_MARKET"), limits.regions),
          b2b: of(direct, limits.b2b),
          themes: { enabled: true },
        },
      };
    },
    resourceLimits: () => ({
      locationLimit: 1_000,
      maxProductOptions: 3,
      maxProductVariants: 2_048,
      redirectLimitReached: false,
    }),
  },
  Location: {
    legacyResourceId: ({ id }: Location) => numberOfId(id),
    address: ({ zip }: Location) => ({
      zip,
      city: "Curitiba",
      province: "Paraná",
      provinceCode: "PR",
      country: "Brazil",
      countryCode: "BR",
    }),
    inventoryLevel: (
      { id }: Location,
      args: { inventoryItemId: string; includeInactive?: boolean | null },
      { core },
    ) => {
      const level = core.state.items.get(args.inventoryItemId)?.levels.get(id);
      return level && (level.isActive || args.includeInactive) ? level : null;
    },
  },
  Publication: {
    catalog: ({ id, name, status, app }: Publication) =>
      status === "NONE"
        ? null
        : {
            __typename: "AppCatalog",
            id: id.replace("Publication", "AppCatalog"),
            title: name,
            status,
            apps: [appOf(app)],
          },
    app: ({ app }: Publication) => appOf(app),
    channels: ({ id, name, app }: Publication) => [
      { id: id.replace("Publication", "Channel"), name, handle: app, app: appOf(app) },
    ],
  },
  ProductSetOperation: {
    product: ({ productId }: ProductSetOperation, _: unknown, { core }) =>
      core.state.products.get(productId ?? "") ?? null,
  },
  QueryRoot: {
    shop: (_: unknown, __: unknown, { core }) => ({ id: SHOP_ID, metafields: core.state.shopMetafields }),
    publicApiVersions: () => [{ handle: ADMIN_API_VERSION, displayName: ADMIN_API_VERSION, supported: true }],
    currentAppInstallation: (_: unknown, __: unknown, { core }) => ({
      id: "gid://shopify/AppInstallation/1",
      app: { id: "gid://shopify/App/1" },
      accessScopes: [...core.scopes].sort().map((handle) => ({ handle, description: handle })),
    }),
    locations: (_: unknown, args: { includeInactive?: boolean | null; query?: string | null }, { core }) => {
      if (args.query) throw topLevel("NOT_SIMULATED", "the simulator does not simulate QueryRoot.locations(query:)");
      return [...core.state.locations.values()]
        .filter(({ isActive }) => isActive || args.includeInactive === true)
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    location: (_: unknown, { id }: { id?: string | null }, { core }) =>
      (id ? core.state.locations.get(id) : [...core.state.locations.values()][0]) ?? null,
    publications: (_: unknown, args: { catalogType?: string | null }, { core }) =>
      args.catalogType === undefined || args.catalogType === null || args.catalogType === "APP"
        ? [...core.state.publications.values()]
        : [],
    publication: (_: unknown, { id }: { id: string }, { core }) => core.state.publications.get(id) ?? null,
    node: (_: unknown, { id }: { id: string }, { core }) => nodeOf(core, id) ?? null,
    nodes: (_: unknown, { ids }: { ids: readonly string[] }, { core }) => ids.map((id) => nodeOf(core, id) ?? null),
    job: (_: unknown, { id }: { id: string }, { core }) => {
      const job =
        core.state.mediaJobs.get(id) ?? core.state.cancelJobs.get(id.replace("/Job/", "/OrderCancelJobResult/"));
      return job ? { id, done: job.done, query: job.done ? {} : null } : null;
    },
    productOperation: (_: unknown, { id }: { id: string }, { core }) => core.state.productOperations.get(id) ?? null,
  },
};
