/**
 * An entry of the error desk: a code, its subject, and its facts. No text: `src/messages` renders one in either
 * language. `DeskReasons` is the one map from area and reason to the shape of the parameters; a reason without a text
 * does not compile.
 */
import type { DecimalFault } from "../brazil/decimal.ts";
import type { AddressFault } from "../images/address.ts";
import type { PictureFault } from "../images/inspect.ts";
import type { HoldParams } from "../orders/holds.ts";
import type { CancelObstacle } from "../orders/back/cancel-plan.ts";
import type { CaptureObstacle, MarkPaidObstacle } from "../orders/back/collect-plan.ts";
import type { ErpChange } from "../orders/back/erp-change.ts";
import type { FulfilObstacle } from "../orders/back/fulfil-plan.ts";
import type { SnapshotChange } from "../orders/submitted-snapshot.ts";

/**
 * The subject of an entry. An absent part is 0 or '' in the table; all parts together with area and reason identify the
 * entry.
 */
export interface EntryKey {
  readonly company?: number;
  readonly segment?: number;
  readonly seqProduct?: number;
  readonly sku?: string;
  /** Any other identifier: order id, event key, message id, job id, location gid, price target, `category:310` … */
  readonly ref?: string;
}

/** The refs that name no single record. */
export const REF = {
  shopify: "shopify",
  erp: "erp",
  base: "base",
  channels: "channels",
  variants: "variants",
  /** For the price per kilogram, which some countries' shops do not take. */
  unitPrice: "unit-price",
  /** For the version of the Admin API. */
  version: "version",
  /** For a SKU that a store cuts again and again. */
  cuts: "cuts",
  /** For a load's run as a whole, and for its check for records that the ERP no longer returns. */
  load: "load",
  delisting: "delisting",
  foreign: "foreign",
  fields: "fields",
  webhooksDropped: "dropped",
  webhooksRefused: "refused",
  webhooksSilent: "silent",
  /** For orders whose buyer's data are to be deleted. */
  redactions: "redactions",
  /** For the address that takes alerts. */
  alerts: "alerts",
} as const;

export const categoryRef = (seqCategory: number | string): string => `category:${seqCategory}`;
export const brandRef = (seqBrand: number | string): string => `brand:${seqBrand}`;
/** For an event without a key: a digest of its text. */
export const digestRef = (digest: string): string => `digest:${digest}`;
/** A picture of a product, by its source: `image:erp:5501`. */
export const imageRef = (source: string): string => `image:${source}`;
/** A stored picture, by the start of its SHA-256. */
export const pictureRef = (content: string): string => `picture:${content.slice(0, 16)}`;
/** A metafield of a product that holds a specification: `specification:custom.conservacao`. */
export const specificationRef = (metafield: string): string => `specification:${metafield}`;
/** A file in the inbox of pictures. */
export const inboxRef = (key: string): string => `file:${key}`;
/** For a record without a name: its position. */
export const itemRef = (page: number, item: number): string => `page:${page}:${item}`;

/** A code without facts. */
interface None {
  readonly none?: never;
}
interface Code {
  readonly code: string;
}
/** The shop's name of the order ("#1001"), or its id. */
interface Named {
  readonly name: string;
}
interface Submitted extends Named {
  readonly seqPedido: number | null;
}
/** The target of a price. */
interface Targeted {
  readonly company: number;
  readonly segment: number;
}

interface ShopReasons {
  /** Absent: a token was refused that had just been bought. */
  readonly unauthorized: { readonly why?: "app_not_installed" | "shop_not_permitted" | "credentials" };
  readonly "shop-closed": { readonly status: number };
  readonly "access-denied": Code;
}

interface BulkLineReasons {
  readonly "bulk-line-failed": None;
  readonly "bulk-dead-letter": { readonly tries: number };
}

interface CatalogReasons extends BulkLineReasons {
  readonly "no-price": None;
  readonly "no-title": None;
  readonly "no-sku": None;
  readonly "unit-wrong": None;
  readonly "too-many-variants": None;
  readonly "product-deleted": None;
  readonly "set-shrinks": { readonly live: number; readonly removed: number; readonly skus: readonly string[] };
  readonly "price-missing": None;
  readonly "price-zero": None;
  readonly "not-on-sale": None;
  readonly "package-doubled": None;
  readonly "variant-deleted": None;
  readonly "shopify-refused": Code;
  readonly "base-target-missing": None;
  readonly "definition-refused": None;
  readonly "publication-missing": { readonly titles: readonly string[] };
  readonly "channel-missing": { readonly missing: readonly string[] };
  readonly "collection-refused": Named & Code;
  readonly "collection-deleted": Named;
  readonly "variant-cap": {
    readonly inShop: number;
    readonly waiting: number;
    readonly beyond: number;
    readonly days: number;
    readonly from: number;
    readonly perDay: number;
  };
  readonly "variant-cap-met": None;
  readonly "unit-price-refused": None;
}

interface PriceReasons extends BulkLineReasons {
  readonly "price-missing": Targeted;
  readonly "price-zero": Targeted;
  readonly "not-on-sale": Targeted;
  readonly "price-drop": Targeted & {
    /** Both are the ERP's prices: of a package, or of 1 kg. */
    readonly lastCents: number;
    readonly erpPriceCents: number;
    /** The target shows no price at all. */
    readonly isEmpty: boolean;
  };
  readonly "shopify-refused": Code;
  readonly "price-list-not-found": Targeted;
  readonly "price-list-currency-mismatch": Targeted;
  readonly "definition-refused": None;
}

interface StockReasons {
  readonly "sku-unknown": None;
  readonly "unit-wrong": None;
  readonly "quantity-too-large": None;
  readonly "unlimited-mixed": None;
  readonly "unlimited-elsewhere": None;
  readonly stale: None;
  readonly "item-refused": None;
  readonly "not-stocked": Code & { readonly tries: number };
  readonly "shopify-refused": Code;
  readonly "location-missing": Named;
  readonly "company-disabled": Named;
  readonly "location-inactive": None;
  /** Cut from so many orders since its last count. */
  readonly "cut-again": { readonly cuts: number };
  readonly "location-left": Named & { readonly items: number; readonly next: number | null };
}

/** A job of one kind: the mutation's name. */
interface OfKind {
  readonly kind: string;
}
interface BulkReasons {
  readonly "bulk-upload-failed": OfKind;
  readonly "bulk-start-failed": OfKind;
  readonly "bulk-download-failed": OfKind;
  readonly "bulk-failed": OfKind & { readonly outcome: string };
}

type HoldReasons = { readonly [Reason in keyof HoldParams]: Named & HoldParams[Reason] };

interface OrderReasons extends HoldReasons {
  readonly "internal-error": Named;
  readonly "payment-refused": Submitted & Code & { readonly payment: string; readonly answer: string };
  readonly "payment-unconfirmed": Submitted & { readonly payment: string };
  readonly "payment-overdue": Named & {
    readonly waits: "pending" | "authorized" | "unknown-status";
    /** "gateway" or "gateway:method" of what is promised; none where the order has no transaction yet. */
    readonly gateways: readonly string[];
    readonly cents: number;
  };
  readonly "erp-unclear": Named & { readonly attempts: number };
  readonly "erp-unconfirmed": Named;
  readonly "lookup-unproven": Named;
  readonly "submitted-again": Named & { readonly posts: number };
  readonly "erp-order-doubled": Named & { readonly seqPedidos: readonly number[] };
  readonly "seq-pedido-taken": Named & { readonly seqPedido: number; readonly other: string };
  readonly "erp-refused": Named & Code & { readonly answer: string };
  readonly "erp-rejected": Submitted & { readonly answer: string | null };
  readonly "import-slow": Submitted;
  readonly "import-unseen": Submitted & { readonly hours: number };
  readonly "not-there": Submitted;
  readonly "items-missing": Named & {
    readonly nroPedVenda: number | null;
    readonly count: number;
    /** The first of them; thousandths of a package or of a kg. */
    readonly items: readonly { readonly sku: string; readonly orderedMilli: number; readonly importedMilli: number }[];
  };
  readonly "metafield-refused": Named & { readonly keys: readonly string[] };
  readonly "deleted-in-shop": Submitted;
  readonly "cancelled-after-submission": Submitted;
  /** The ERP has billed it, so the cancellation does not go there. */
  readonly "cancelled-after-billing": Submitted & { readonly invoice: string };
  /** The ERP cancelled it, so it was cancelled in Shopify; a bill that the ERP made before came after that. */
  readonly "billed-after-cancelling": Submitted & { readonly invoice: string };
  readonly "erp-change-refused": Submitted & Code & { readonly change: ErpChange; readonly answer: string };
  readonly "erp-change-unconfirmed": Submitted & { readonly change: ErpChange };
  /** Both figures: what the ERP has billed, and what can still be captured; cents. */
  readonly "capture-stopped": Named & {
    readonly why: CaptureObstacle;
    readonly billedCents: number;
    readonly authorizedCents: number;
  };
  readonly "mark-paid-stopped": Named & {
    readonly why: MarkPaidObstacle;
    readonly billedCents: number;
    readonly orderCents: number;
  };
  readonly "refund-pending": Named & { readonly cents: number };
  /** `invoice`: the number of one that stands; absent: the ERP has not billed the order. */
  readonly "edited-after-submission": Submitted & {
    readonly changes: readonly SnapshotChange[];
    readonly invoice?: string;
  };
}

interface OrderFlowReasons {
  readonly "needs-reauth": None;
  readonly "shop-closed": None;
  readonly silent: { readonly attempts: number };
  /** `status`: HTTP, of the answer to the order lookup. */
  readonly "lookup-missing": { readonly status: number };
  /** A field that Shopify withholds, by its path in the answer. */
  readonly "data-unapproved": { readonly path: string };
  readonly "access-denied": { readonly path: string };
  /** Shopify refuses the connector's own document, by its code (`MAX_COST_EXCEEDED`): a repetition changes nothing. */
  readonly "query-refused": { readonly code: string };
}

/** The app's installation in the shop. */
interface AppReasons {
  readonly "version-drift": { readonly pinned: string; readonly served: string };
  readonly "scopes-missing": {
    readonly missing: readonly { readonly scope: string; readonly stops: readonly ScopePurpose[] }[];
  };
}
/** What needs a scope. */
export type ScopePurpose =
  "orders" | "alterations" | "old-orders" | "catalog" | "pictures" | "channels" | "stock" | "prices" | "price-lists";

interface OfOrder {
  readonly orderId: string;
}
interface EventReasons {
  readonly "event-unreadable": { readonly fields: readonly string[] };
  readonly "event-type-unknown": OfOrder & { readonly type: string };
  readonly "order-unknown": OfOrder;
  readonly "order-not-in-erp": Named & { readonly state: string };
  readonly "invoice-missing": OfOrder;
  readonly "invoice-key-invalid": OfOrder;
  readonly "invoice-model-differs": OfOrder & { readonly model: string };
  readonly "invoice-date-invalid": OfOrder;
  readonly "invoice-waits": Named;
  readonly "order-altered": Named & {
    readonly lines: readonly { readonly sku: string; readonly orderedMilli: number; readonly attendedMilli: number }[];
  };
  readonly "invoice-total-differs": Named & { readonly invoiceCents: number; readonly orderCents: number };
  readonly "fulfillment-stopped": Named & {
    /** The invoice's number. */
    readonly invoice: string;
    readonly why: FulfilObstacle;
    /** Units that stay; 0: not known. */
    readonly units: number;
  };
  readonly "order-cancelled": Named & {
    readonly motive: string | null;
    /** Why the connector leaves it to a person; null or absent: by the rules. */
    readonly obstacle?: CancelObstacle | null;
  };
  /** The ERP bills more than the customer's money comes to. */
  readonly "alteration-above-paid": Named & {
    readonly missingCents: number;
    readonly billedCents: number;
    readonly of: "paid" | "authorized";
    /** Shopify's page where the customer pays the rest; null: the order does not show it. */
    readonly url: string | null;
  };
  readonly "alteration-not-editable": Named & { readonly errors: readonly string[] };
  /** Null: the ERP names no price of goods that it added. */
  readonly "alteration-odd-item": Named & { readonly sku: string; readonly attendedMilli: number | null };
  /** The ERP billed goods that its own list of SKUs does not have. */
  readonly "alteration-sku-unknown": Named & { readonly sku: string };
  readonly "alteration-refund-failed": Named & { readonly cents: number };
  readonly "alteration-refused": Named;
}

interface QueueReasons {
  readonly "dead-letter": { readonly orderId: string | null };
  readonly "job-unknown": { readonly job: string };
  readonly "message-unreadable": None;
  readonly "webhook-not-json": { readonly topic: string; readonly eventId: string };
  readonly "webhook-not-an-order": { readonly topic: string; readonly eventId: string };
  /** `orders`: the first of those that the hub has, as the shop numbers them. `until`: ISO 8601, UTC. */
  readonly "privacy-data-request": {
    readonly asked: number;
    readonly held: number;
    readonly orders: readonly string[];
    readonly until: string;
  };
  /** Orders whose buyer's data are to be deleted, and whose work has not ended for 20 days. */
  readonly "privacy-redact-waits": { readonly orders: number };
  readonly "privacy-shop-redact": { readonly until: string };
  readonly "privacy-unreadable": { readonly topic: string; readonly eventId: string };
}

interface WebhookReasons {
  readonly "webhook-dropped": { readonly topics: readonly string[]; readonly address: string };
  readonly "webhook-refused": { readonly topics: readonly string[] };
  /** `since`: ISO 8601, UTC. */
  readonly "webhook-silent": { readonly orders: number; readonly since: string };
}

interface AlertReasons {
  /** `status`: HTTP; null: no answer. */
  readonly "alerts-unsent": { readonly status: number | null };
}
interface DriftReasons {
  readonly "drift-found": { readonly findings: number };
}

interface BarcodeReasons {
  readonly "ean-duplicate": { readonly ean: string; readonly owner: string };
}

interface CategoryTreeReasons {
  readonly "category-parent-missing": Named & { readonly parent: number };
  readonly "category-circle": Named;
}

/** What may stop a run of any load of the ERP. */
interface PullReasons {
  readonly "pages-endless": { readonly pages: number };
  readonly "page-repeated": { readonly page: number };
  readonly "erp-refused": Code & { readonly answer: string };
  readonly "erp-not-there": None;
  readonly "erp-unauthorized": { readonly answer: string };
  readonly "erp-login-address": { readonly answer: string };
  readonly "delisting-blocked": { readonly rows: number; readonly live: number };
  readonly "record-malformed": { readonly problems: readonly string[]; readonly page: number; readonly item: number };
  /** No record of a full read has these documented fields; `unknown`: names that came. */
  readonly "fields-missing": { readonly fields: readonly string[]; readonly unknown: readonly string[] };
  /** The same of a field without which goods would be sold wrongly: the load stands still. */
  readonly "field-undeclared": { readonly fields: readonly string[]; readonly unknown: readonly string[] };
  /** A character of its name was lost between two charsets. */
  readonly "text-garbled": { readonly text: string };
  /** Rows of one record that differ, and nothing says which is which. */
  readonly "rows-alike": { readonly rows: number };
  /** Rows of another company, segment or warehouse than asked for, in the last run. */
  readonly "rows-foreign": { readonly rows: number };
  /** Its page alone is longer than what one response may have. */
  readonly "record-too-large": { readonly page: number; readonly item: number; readonly megabytes: number };
}

/** Loads as such, whatever they read. */
interface LoadWatchReasons {
  readonly "load-stalled": {
    readonly load: string;
    /** Its last good end, or its first try; epoch ms. */
    readonly since: number;
    readonly hasEnded: boolean;
    /** The other system's words; null: none are known. */
    readonly answer: string | null;
  };
}

interface ProductReasons extends PullReasons {
  readonly "name-blank": None;
  readonly "title-cut": { readonly length: number; readonly max: number };
  readonly "description-too-long": { readonly length: number; readonly max: number };
  readonly "multiple-invalid": { readonly fault: DecimalFault };
  readonly "multiple-missing": None;
  readonly "sale-limit-invalid": None;
  readonly "similars-invalid": None;
}
interface BrandReasons extends PullReasons {
  readonly "brand-blank": None;
}
interface CategoryReasons extends PullReasons {
  readonly "category-blank": None;
  readonly "category-own-parent": None;
}
interface SkuReasons extends PullReasons {
  readonly "sku-invalid": None;
  readonly "ean-invalid": { readonly barcode: string };
  readonly "measure-invalid": { readonly measure: Measure };
}
interface PriceRowReasons extends PullReasons {
  readonly "sku-invalid": None;
  readonly "status-unknown": { readonly status: string };
  readonly "price-zero": None;
  readonly "price-negative": None;
  readonly "price-missing": None;
  readonly "price-invalid": { readonly fault: DecimalFault };
  readonly "promo-invalid": { readonly fault: DecimalFault | "negative" };
  readonly "promo-not-lower": None;
  readonly "promo-dates": None;
  /** The field of the ERP: `precoClube` or `promocaoAPartir`. */
  readonly "offer-invalid": { readonly field: string };
}
interface StockRowReasons extends PullReasons {
  readonly "sku-invalid": None;
  readonly "quantity-missing": None;
  readonly "quantity-invalid": { readonly fault: DecimalFault };
}

interface ImageReasons extends PullReasons {
  readonly "sku-invalid": None;
  readonly "image-address": { readonly url: string; readonly fault: AddressFault };
  readonly "image-unreadable": { readonly name: string };
  readonly "image-refused": { readonly fault: PictureFault };
}
/** Pictures behind addresses. `url`: as the source gave it. */
interface ImageFetchReasons {
  readonly "image-address": { readonly url: string; readonly fault: AddressFault };
  readonly "image-refused": { readonly url: string; readonly fault: PictureFault };
  readonly "image-missing": { readonly url: string; readonly status: number };
  readonly "image-unreachable": { readonly url: string; readonly attempts: number };
  readonly placeholder: { readonly object: string; readonly products: number };
  readonly "image-lost": { readonly object: string };
}
/** Files in the inbox of the bucket. */
interface ImageInboxReasons {
  readonly "name-unreadable": { readonly key: string };
  readonly "product-unknown": { readonly key: string };
  readonly "image-refused": { readonly key: string; readonly fault: PictureFault };
}
/** What Shopify says of pictures. `object`: where the bytes are in the bucket. */
interface MediaReasons {
  readonly "file-failed": Code & { readonly object: string };
  readonly "storage-full": { readonly megabytes: number };
  readonly "media-refused": Code;
  readonly "specification-refused": Code & { readonly name: string };
}

export type Measure = "gross-weight" | "width" | "height" | "length";

/** Reasons that stop a run of order events or of orders. */
interface OrderEventsReasons {
  readonly "pages-endless": { readonly pages: number };
  readonly "page-repeated": { readonly page: number };
  readonly "erp-refused": Code;
  readonly "erp-not-there": None;
  readonly "needs-reauth": None;
}
interface OrderSweepReasons {
  readonly "pages-endless": { readonly pages: number };
  readonly "needs-reauth": None;
  readonly "shop-closed": { readonly status: number };
  readonly "shopify-refused": Code;
}

/** Differences between Shopify, the hub and the ERP (src/rules/orders/ledger). */
interface OrderLedgerReasons {
  readonly "missing-in-erp": Submitted & { readonly state: string | null };
  readonly "twice-in-erp": Named & { readonly seqPedidos: readonly number[] };
  readonly "total-differs": Submitted & { readonly shopCents: number; readonly erpCents: number };
  readonly "items-differ": Submitted & {
    readonly count: number;
    /** The first of them; thousandths of a package or of a kg. */
    readonly items: readonly { readonly sku: string; readonly shopMilli: number; readonly erpMilli: number }[];
  };
  readonly "cancelled-alive": Submitted;
  readonly "invoice-missing": Named & { readonly nroPedVenda: number | null };
  readonly "not-in-hub": Submitted;
  readonly "erp-silent": { readonly orders: number };
}

/**
 * Area → reason → parameters. An area opens and closes its own entries: a load, a lane, or a part with its own rule.
 */
export interface DeskReasons {
  readonly publish: ShopReasons;
  readonly "publish-catalog": CatalogReasons;
  readonly "publish-prices": PriceReasons;
  readonly "publish-stock": StockReasons;
  readonly "publish-bulk": BulkReasons;
  readonly orders: OrderReasons;
  readonly "order-flow": OrderFlowReasons;
  readonly app: AppReasons;
  readonly events: EventReasons;
  readonly queue: QueueReasons;
  readonly webhooks: WebhookReasons;
  readonly alerts: AlertReasons;
  readonly drift: DriftReasons;
  readonly barcodes: BarcodeReasons;
  readonly "category-tree": CategoryTreeReasons;
  readonly loads: LoadWatchReasons;
  readonly products: ProductReasons;
  readonly brands: BrandReasons;
  readonly categories: CategoryReasons;
  readonly skus: SkuReasons;
  readonly prices: PriceRowReasons;
  readonly stock: StockRowReasons;
  readonly images: ImageReasons;
  readonly "image-fetch": ImageFetchReasons;
  readonly "image-inbox": ImageInboxReasons;
  readonly "publish-images": MediaReasons;
  readonly "order-events": OrderEventsReasons;
  readonly "order-sweep": OrderSweepReasons;
  readonly "order-ledger": OrderLedgerReasons;
}

export type Area = keyof DeskReasons;
export type Reason<A extends Area> = keyof DeskReasons[A] & string;
/** The loads whose pages are records of the ERP. */
export type RecordArea = "products" | "brands" | "categories" | "skus" | "prices" | "stock" | "images";

/** One entry of an area, identified by its reason. */
export type EntryIn<A extends Area, R extends Reason<A> = Reason<A>> = {
  [Each in R]: EntryKey & {
    readonly area: A;
    readonly reason: Each;
    readonly params: DeskReasons[A][Each];
    /** Raw text of the peer, at most 2 KB; the caller masks personal data. */
    readonly detail?: string;
  };
}[R];

export type DeskEntry = { [A in Area]: EntryIn<A> }[Area];

/** A reason with its parameters, for a future entry of an area. */
export type Fault<A extends Area, R extends Reason<A> = Reason<A>> = {
  [Each in R]: { readonly reason: Each; readonly params: DeskReasons[A][Each] };
}[R];

/** An entry as read back: any release may have written it. */
export interface StoredEntry extends EntryKey {
  readonly area: string;
  readonly reason: string;
  readonly params: object;
  readonly detail?: string | null;
}

/** Equal for keys that name the same. */
export const keyText = ({ company = 0, segment = 0, seqProduct = 0, sku = "", ref = "" }: EntryKey): string =>
  JSON.stringify([company, segment, seqProduct, sku, ref]);

/** The columns that identify, and nothing else. */
export const keyOf = ({
  company = 0,
  segment = 0,
  seqProduct = 0,
  sku = "",
  ref = "",
}: EntryKey): Required<EntryKey> => ({
  company,
  segment,
  seqProduct,
  sku,
  ref,
});
