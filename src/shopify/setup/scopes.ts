/**
 * The scopes that each document needs, by what stops without them. A test holds the list to the documents and to
 * Shopify's own rules. docs/operations.md has the same list for the set-up.
 */
import type { ScopePurpose } from "../../rules/record/desk-entry.ts";

type ScopesByDocument = Readonly<Record<string, readonly string[]>>;

const ORDER = ["write_orders"];
const EDIT = ["write_order_edits", ...ORDER];
const FULFILLMENTS = [
  "read_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "read_assigned_fulfillment_orders",
  "read_locations",
];
const PRODUCTS = ["write_products"];
const FILES = ["write_files"];
const STOCK = ["write_inventory"];

export const SCOPES: Readonly<Record<ScopePurpose, ScopesByDocument>> = {
  orders: {
    OrderFull: [...ORDER, ...FULFILLMENTS, ...PRODUCTS, "read_customers"],
    OrderLines: [...ORDER, ...PRODUCTS],
    OrderFulfillments: [...ORDER, ...FULFILLMENTS],
    OrderLocalizedFields: ORDER,
    OrderTransactions: ORDER,
    OrderRest: [...ORDER, "read_customers"],
    OrderSummary: ORDER,
    OrderAttributes: ORDER,
    CustomerDocument: [...ORDER, "read_customers"],
    OrderLook: ORDER,
    OrderParts: [...ORDER, ...FULFILLMENTS],
    OrderSweep: ORDER,
    OrderUpdatedAt: ORDER,
    OrderRefunds: ORDER,
    RefundLines: [...ORDER, ...PRODUCTS],
    SetOrderMetafields: ORDER,
    OrderToCancel: [...ORDER, ...FULFILLMENTS, ...PRODUCTS],
    CancelOrder: ORDER,
    CancelJob: ORDER,
    OrderToFulfill: [...ORDER, ...FULFILLMENTS, ...PRODUCTS],
    LinesToFulfill: [...ORDER, ...FULFILLMENTS, ...PRODUCTS],
    FulfillOrder: [...ORDER, "write_merchant_managed_fulfillment_orders"],
    FulfillmentEvent: [...ORDER, "write_fulfillments"],
    PreparedForPickup: [...ORDER, "write_merchant_managed_fulfillment_orders"],
    CancelFulfillment: [...ORDER, "write_merchant_managed_fulfillment_orders"],
    LedgerPage: [...ORDER, ...PRODUCTS],
    LedgerOne: [...ORDER, ...PRODUCTS],
    LedgerLines: [...ORDER, ...PRODUCTS],
    WebhookSubscribe: ORDER,
    WebhookUnsubscribe: [],
    WebhookSubscriptions: [],
    AppScopes: [],
    ProtectedData: [...ORDER, "read_customers"],
  },
  alterations: {
    OrderBack: ORDER,
    EditBegin: EDIT,
    EditQuantity: EDIT,
    EditAddVariant: EDIT,
    EditAddItem: EDIT,
    EditCommit: EDIT,
    Refund: ORDER,
    OrderMoney: ORDER,
    OrderMoneyAll: ORDER,
    Capture: ORDER,
    MarkPaid: ORDER,
  },
  "old-orders": { OrderFull: ["read_all_orders"] },
  catalog: {
    ProductSet: PRODUCTS,
    ProductUpdate: PRODUCTS,
    ProductState: PRODUCTS,
    ProductVariants: PRODUCTS,
    ProductByErp: PRODUCTS,
    ProductsByErp: PRODUCTS,
    ProductsShown: PRODUCTS,
    VariantsShown: PRODUCTS,
    TaxonomyByIds: PRODUCTS,
    TaxonomyChildren: PRODUCTS,
    VariantsUpdate: PRODUCTS,
    CollectionByErp: PRODUCTS,
    CollectionsByErp: PRODUCTS,
    CollectionCreate: PRODUCTS,
    CollectionRename: PRODUCTS,
    CategoryMetafieldDelete: PRODUCTS,
    TagsAdd: PRODUCTS,
    TagsRemove: PRODUCTS,
    LiveSpecifications: PRODUCTS,
    SetSpecifications: PRODUCTS,
    DeleteSpecifications: PRODUCTS,
    Define: PRODUCTS,
    ShopSize: PRODUCTS,
    DriftProducts: PRODUCTS,
    DriftVariants: PRODUCTS,
    BulkRun: PRODUCTS,
    BulkOperation: [],
    BulkOperations: [],
    StageBulkFile: [],
  },
  pictures: {
    StagePictures: FILES,
    CreateFiles: FILES,
    UpdateFiles: FILES,
    DeleteFiles: FILES,
    FileStates: FILES,
    FindFiles: FILES,
    ProductMedia: PRODUCTS,
    VariantMedia: PRODUCTS,
    ReorderMedia: PRODUCTS,
    AppendVariantMedia: PRODUCTS,
    DetachVariantMedia: PRODUCTS,
  },
  channels: {
    Publications: ["read_publications"],
    Publish: ["write_publications"],
    DriftChannels: ["read_publications"],
  },
  stock: {
    Activate: STOCK,
    ActiveLocations: ["read_locations"],
    AllLocations: ["read_locations"],
    Levels: STOCK,
    SetStock: STOCK,
    Track: STOCK,
    DriftLevels: STOCK,
  },
  prices: { VariantPrices: PRODUCTS, SetPriceMetafields: PRODUCTS },
  "price-lists": {
    Entitlements: [],
    PriceLists: PRODUCTS,
    PriceListCreate: PRODUCTS,
    FixedPrices: PRODUCTS,
    DriftListPrices: PRODUCTS,
    CatalogCreate: PRODUCTS,
    CatalogJoinList: PRODUCTS,
    Markets: [...PRODUCTS, "read_locations", "write_markets"],
    MarketCreate: ["write_markets"],
    CompanyLocationCatalogs: [...PRODUCTS, "read_customers"],
    CompanyLocationsInCatalog: ["read_customers"],
  },
};

/** Granted scopes with what they imply: write_x includes read_x. */
export const withImplied = (granted: readonly string[]): ReadonlySet<string> =>
  new Set([...granted, ...granted.map((scope) => scope.replace(/^write_/, "read_"))]);

export interface MissingScope {
  readonly scope: string;
  readonly stops: readonly ScopePurpose[];
}

/** What the app needs and the shop did not grant, each scope once. @param has with what it implies */
export function missingScopes(has: ReadonlySet<string>): readonly MissingScope[] {
  const stops = new Map<string, ScopePurpose[]>();
  for (const [purpose, documents] of Object.entries(SCOPES) as [ScopePurpose, ScopesByDocument][])
    for (const scope of new Set(Object.values(documents).flat()))
      if (!has.has(scope)) stops.set(scope, [...(stops.get(scope) ?? []), purpose]);
  // write_publications includes read_publications: one line for both.
  for (const scope of stops.keys())
    if (stops.has(scope.replace(/^read_/, "write_")) && scope.startsWith("read_")) stops.delete(scope);
  return [...stops].map(([scope, of]) => ({ scope, stops: of }));
}
