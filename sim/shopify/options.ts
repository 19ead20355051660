/** What a simulated shop is like. Everything has a default, so a test names only what matters to it. */
import type { World } from "../kit/world.ts";

export interface LocationSpec {
  readonly name: string;
  readonly zip?: string;
  readonly isActive?: boolean;
  readonly fulfillsOnlineOrders?: boolean;
  readonly isFulfillmentService?: boolean;
}

export interface ShopifyOptions {
  readonly world: World;
  /** {shop}.myshopify.com; sent as X-Shopify-Shop-Domain. */
  readonly shop?: string;
  readonly clientId?: string;
  /** The first signs webhooks; all of them are taken at the token endpoint while a secret is rotated. */
  readonly clientSecrets?: readonly string[];
  readonly scopes?: readonly string[];
  /** Sets the bucket: standard 100 points/s, advanced 200, plus 1000. */
  readonly plan?: "standard" | "advanced" | "plus";
  /** Over the plan's own figures, in points and points per second. */
  readonly bucketPoints?: number;
  readonly restorePerSecond?: number;
  readonly locations?: readonly LocationSpec[];
  readonly publications?: readonly {
    readonly name: string;
    readonly autoPublish?: boolean;
    /** Of its catalog; ACTIVE by default. NONE: it has no catalog. */
    readonly status?: "ACTIVE" | "DRAFT" | "ARCHIVED" | "NONE";
    /** Of its app; by default "online_store" for the first one and "pos" for the others. */
    readonly app?: string;
  }[];
  /** B2B: places of companies that buy here. */
  readonly companyLocations?: readonly { readonly name: string }[];
  /** Most catalogues of each kind of market; by default 50, and 3 for B2B outside Plus. */
  readonly catalogLimits?: { readonly retail: number; readonly regions: number; readonly b2b: number };
  /** Unit prices are a matter of the shop's country: false refuses them. */
  readonly unitPrices?: boolean;
  /** What the shop's plan does not let it activate. */
  readonly unentitled?: readonly ("POS_MARKET" | "REGION_MARKET" | "DIRECT_CATALOG")[];
  /** False: the app has no approval for protected customer data; `control.setDataApproved` gives it. */
  readonly dataApproved?: boolean;
  readonly currency?: string;
  readonly taxesIncluded?: boolean;
  /** Seed of the people that orders are placed for. */
  readonly seed?: number;
  /** 1 = Shopify's own retry waits; 0.001 turns four hours into 14 s. */
  readonly webhookTimeScale?: number;
  /** From the event to the first attempt, before compression. */
  readonly webhookLatencyMs?: number;
  /** How long a mutation takes between its idempotency key being noted and its effect; > 0 makes concurrent keys possible. */
  readonly processingMs?: number;
  /** From the order to its fulfillment orders. */
  readonly routingMs?: number;
  /** How long orderCancel's job runs. */
  readonly cancelMs?: number;
  /** From the begin of an order edit until its session ends by itself. */
  readonly editSessionMs?: number;
  /** An authorisation is captured in parts: a matter of the plan and the gateway. */
  readonly multiCapture?: boolean;
  /** How far behind the order search index lags. */
  readonly searchLagMs?: number;
  /** From a file being taken to its being READY. */
  readonly fileMs?: number;
  /** How long the job of productReorderMedia takes. */
  readonly reorderMs?: number;
  /** What all files of the shop may have together; 100 GB on Basic. */
  readonly fileStorageBytes?: number;
  /** WebP and HEIC are taken: Shopify's own pages differ about it, so by default they are not. */
  readonly modernImages?: boolean;
  /** How long a bulk operation runs. */
  readonly bulkMs?: number;
  /** The answers of a bulk operation are in the opposite order: Shopify promises none. */
  readonly bulkReversed?: boolean;
  /** From so many variants in the shop on, at most so many new ones in 24 hours; Plus has no limit. */
  readonly variantLimit?: { readonly from: number; readonly perDay: number };
  /** A productSet variant without id takes over the existing variant of the same option values, instead of replacing it. */
  readonly matchVariantsByOptions?: boolean;
}

export type Settings = Required<ShopifyOptions>;

/** Every scope that the connector documents (docs/reference/settings.md). */
export const DEFAULT_SCOPES = [
  "write_products",
  "write_publications",
  "write_files",
  "write_inventory",
  "read_locations",
  "write_orders",
  "write_order_edits",
  "read_customers",
  "read_all_orders",
  "write_merchant_managed_fulfillment_orders",
  "write_fulfillments",
  "read_third_party_fulfillment_orders",
  "read_assigned_fulfillment_orders",
  "write_markets",
] as const;

/** The documented scopes but some: a shop that granted less. */
export const scopesWithout = (...missing: readonly string[]): readonly string[] =>
  DEFAULT_SCOPES.filter((scope) => !missing.includes(scope));

const RESTORE = { standard: 100, advanced: 200, plus: 1000 } as const;
const BUCKET = { standard: 2_000, advanced: 4_000, plus: 20_000 } as const;

export function settingsOf(options: ShopifyOptions): Settings {
  const plan = options.plan ?? "standard";
  return {
    shop: "gondola-sim.myshopify.com",
    clientId: "sim-client-id",
    clientSecrets: ["sim-client-secret"],
    scopes: DEFAULT_SCOPES,
    bucketPoints: BUCKET[plan],
    restorePerSecond: RESTORE[plan],
    locations: [{ name: "Loja 1" }, { name: "Loja 2" }, { name: "Loja 3" }],
    publications: [{ name: "Online Store" }],
    companyLocations: [],
    catalogLimits: { retail: 50, regions: 50, b2b: plan === "plus" ? 50 : 3 },
    unitPrices: true,
    unentitled: [],
    dataApproved: true,
    currency: "BRL",
    taxesIncluded: true,
    seed: 1,
    webhookTimeScale: 1,
    webhookLatencyMs: 0,
    processingMs: 0,
    routingMs: 0,
    cancelMs: 0,
    editSessionMs: 3_600_000,
    multiCapture: false,
    searchLagMs: 0,
    fileMs: 0,
    reorderMs: 0,
    fileStorageBytes: 100e9,
    modernImages: false,
    bulkMs: 0,
    bulkReversed: false,
    variantLimit: { from: 50_000, perDay: 1_000 },
    matchVariantsByOptions: false,
    ...options,
    plan,
  };
}
