/** All that a simulated shop holds, and where its ids come from. */
import type { Customer } from "./records/customers.ts";
import type { File } from "./records/files.ts";
import type { Catalog, CompanyLocation, Market, PriceList } from "./records/markets.ts";
import type { MetafieldDefinition, Metafields } from "./records/metafields.ts";
import type { BulkOperation, CancelJob, ProductSetOperation } from "./records/operations.ts";
import type { OrderEdit } from "./records/order-edits.ts";
import type { Order } from "./records/orders.ts";
import type { Product, Variant } from "./records/products.ts";
import type { Collection, Publication } from "./records/publishing.ts";
import type { InventoryItem, Location } from "./records/stock.ts";
import type { WebhookSubscription } from "./records/subscriptions.ts";
import type { Settings } from "./options.ts";

export interface State {
  readonly counters: Map<string, number>;
  readonly locations: Map<string, Location>;
  readonly publications: Map<string, Publication>;
  readonly definitions: Map<string, MetafieldDefinition>;
  /** "{ownerType}|{namespace}|{key}|{value}" → owner id, for definitions with unique values. */
  readonly unique: Map<string, string>;
  readonly shopMetafields: Metafields;
  readonly products: Map<string, Product>;
  readonly handles: Map<string, string>;
  readonly variants: Map<string, Variant>;
  readonly items: Map<string, InventoryItem>;
  readonly collections: Map<string, Collection>;
  readonly customers: Map<string, Customer>;
  readonly orders: Map<string, Order>;
  readonly edits: Map<string, OrderEdit>;
  readonly cancelJobs: Map<string, CancelJob>;
  readonly productOperations: Map<string, ProductSetOperation>;
  readonly subscriptions: Map<string, WebhookSubscription>;
  readonly files: Map<string, File>;
  /** Files that pages, themes or metafields of the shop show. */
  readonly usedElsewhere: Set<string>;
  readonly mediaJobs: Map<string, { readonly id: string; done: boolean }>;
  readonly priceLists: Map<string, PriceList>;
  readonly markets: Map<string, Market>;
  readonly catalogs: Map<string, Catalog>;
  readonly companyLocations: Map<string, CompanyLocation>;
  readonly bulkOperations: Map<string, BulkOperation>;
  /** Staged uploads and results, by key. */
  readonly uploads: Map<string, Uint8Array | undefined>;
}

// Each type counts from its own base, so that one id never passes for another's, and stays a safe JSON number.
const BASES = new Map<string, number>();
function baseOf(type: string): number {
  const known = BASES.get(type);
  if (known !== undefined) return known;
  let hash = 0;
  for (const letter of type) hash = (hash * 31 + letter.charCodeAt(0)) % 8_000;
  const base = (1_000 + hash) * 1_000_000_000;
  BASES.set(type, base);
  return base;
}

export function nextNumber(state: State, type: string): number {
  const count = (state.counters.get(type) ?? 0) + 1;
  state.counters.set(type, count);
  return baseOf(type) + count;
}

export const mintId = (state: State, type: string): string => `gid://shopify/${type}/${nextNumber(state, type)}`;

/** "gid://shopify/Product/1" → "Product"; undefined when it is no gid. */
export const typeOfId = (id: string): string | undefined => /^gid:\/\/shopify\/(\w+)\/[^/]+$/.exec(id)?.[1];

/** The number at the end of a gid: REST's id and legacyResourceId. */
export const numberOfId = (id: string): number => Number(/(\d+)(?:\?.*)?$/.exec(id)?.[1] ?? Number.NaN);

export function emptyState(settings: Settings): State {
  const state: State = {
    counters: new Map(),
    locations: new Map(),
    publications: new Map(),
    definitions: new Map(),
    unique: new Map(),
    shopMetafields: new Map(),
    products: new Map(),
    handles: new Map(),
    variants: new Map(),
    items: new Map(),
    collections: new Map(),
    customers: new Map(),
    orders: new Map(),
    edits: new Map(),
    cancelJobs: new Map(),
    productOperations: new Map(),
    subscriptions: new Map(),
    files: new Map(),
    usedElsewhere: new Set(),
    mediaJobs: new Map(),
    priceLists: new Map(),
    markets: new Map(),
    catalogs: new Map(),
    companyLocations: new Map(),
    bulkOperations: new Map(),
    uploads: new Map(),
  };
  const createdAt = settings.world.now();
  for (const spec of settings.locations) {
    const id = mintId(state, "Location");
    state.locations.set(id, {
      id,
      name: spec.name,
      isActive: spec.isActive ?? true,
      fulfillsOnlineOrders: spec.fulfillsOnlineOrders ?? true,
      shipsInventory: true,
      isFulfillmentService: spec.isFulfillmentService ?? false,
      zip: spec.zip ?? "80010-000",
      createdAt,
      metafields: new Map(),
    });
  }
  for (const [index, spec] of settings.publications.entries()) {
    const id = mintId(state, "Publication");
    state.publications.set(id, {
      id,
      name: spec.name,
      autoPublish: spec.autoPublish ?? false,
      status: spec.status ?? "ACTIVE",
      app: spec.app ?? (index === 0 ? "online_store" : "pos"),
    });
  }
  for (const { name } of settings.companyLocations) {
    const id = mintId(state, "CompanyLocation");
    state.companyLocations.set(id, { id, name });
  }
  return state;
}
