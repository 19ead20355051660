/**
 * The shop's records. A property named as a field of the schema answers that field by itself; instants are epoch ms and
 * money is cents, which the scalars turn into Shopify's text (schema.ts).
 */
export interface Metafield {
  readonly id: string;
  readonly namespace: string;
  readonly key: string;
  type: string;
  value: string;
  compareDigest: string;
  readonly createdAt: number;
  updatedAt: number;
}
export type Metafields = Map<string, Metafield>;

export interface MetafieldDefinition {
  readonly id: string;
  readonly ownerType: string;
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: string;
  readonly unique: boolean;
  readonly pinned: boolean;
  readonly validations: readonly { readonly name: string; readonly value: string }[];
}

export interface Location {
  readonly id: string;
  readonly name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  readonly shipsInventory: boolean;
  readonly isFulfillmentService: boolean;
  readonly zip: string;
  readonly createdAt: number;
  readonly metafields: Metafields;
}

export interface Level {
  readonly id: string;
  readonly locationId: string;
  readonly itemId: string;
  isActive: boolean;
  available: number;
  committed: number;
  createdAt: number;
  updatedAt: number;
}

export interface InventoryItem {
  readonly id: string;
  readonly variantId: string;
  sku: string | null;
  tracked: boolean;
  requiresShipping: boolean;
  costCents: number | null;
  weight: { value: number; unit: string } | null;
  harmonizedSystemCode: string | null;
  countryCodeOfOrigin: string | null;
  createdAt: number;
  updatedAt: number;
  readonly levels: Map<string, Level>;
}

export interface ProductOption {
  readonly id: string;
  name: string;
  values: { readonly id: string; name: string }[];
}

export interface Variant {
  readonly id: string;
  readonly productId: string;
  barcode: string | null;
  price: number;
  compareAtPrice: number | null;
  inventoryPolicy: "DENY" | "CONTINUE";
  taxable: boolean;
  showUnitPrice: boolean;
  unitPriceMeasurement: UnitPriceMeasurement | null;
  /** Option id → option value id. */
  readonly choices: Map<string, string>;
  readonly item: InventoryItem;
  readonly metafields: Metafields;
  readonly mediaIds: string[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface UnitPriceMeasurement {
  readonly quantityValue: number;
  readonly quantityUnit: string;
  readonly referenceValue: number;
  readonly referenceUnit: string;
}

export interface Product {
  readonly id: string;
  handle: string;
  title: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  status: "ACTIVE" | "DRAFT" | "ARCHIVED" | "UNLISTED";
  tags: string[];
  categoryId: string | null;
  templateSuffix: string | null;
  seo: { title: string | null; description: string | null };
  options: ProductOption[];
  variants: Variant[];
  mediaIds: string[];
  collectionIds: string[];
  /** Publication id → instant. */
  readonly publishedOn: Map<string, number>;
  readonly metafields: Metafields;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Publication {
  readonly id: string;
  readonly name: string;
  readonly autoPublish: boolean;
  readonly status: "ACTIVE" | "DRAFT" | "ARCHIVED";
}

export interface Collection {
  readonly id: string;
  handle: string;
  title: string;
  descriptionHtml: string;
  /** Products with one of these tags belong to it. */
  tags: readonly string[];
  readonly publishedOn: Map<string, number>;
  readonly metafields: Metafields;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Address {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
  readonly company: string | null;
  readonly address1: string;
  readonly address2: string | null;
  readonly city: string;
  readonly province: string;
  readonly provinceCode: string;
  readonly zip: string;
  readonly country: string;
  readonly countryCodeV2: string;
  readonly phone: string | null;
}

export interface Customer {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly metafields: Metafields;
  readonly createdAt: number;
  readonly address: Address;
}

export interface Allocation {
  readonly index: number;
  amount: number;
}

export interface TaxLine {
  readonly title: string;
  readonly rate: number;
  readonly price: number;
}

export interface LineItem {
  readonly id: string;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  quantity: number;
  currentQuantity: number;
  fulfilledQuantity: number;
  variantId: string | null;
  productId: string | null;
  readonly vendor: string | null;
  readonly unitPrice: number;
  readonly requiresShipping: boolean;
  readonly weight: { value: number; unit: string } | null;
  readonly taxLines: readonly TaxLine[];
  readonly customAttributes: readonly { key: string; value: string }[];
  readonly allocations: Allocation[];
}

export interface DiscountApplication {
  readonly __typename: "DiscountCodeApplication" | "ManualDiscountApplication" | "AutomaticDiscountApplication";
  readonly index: number;
  readonly allocationMethod: "ACROSS" | "EACH" | "ONE";
  readonly targetSelection: "ALL" | "ENTITLED" | "EXPLICIT";
  readonly targetType: "LINE_ITEM" | "SHIPPING_LINE";
  readonly code: string;
  readonly title: string;
  readonly description: string | null;
  readonly percentage: number | null;
  readonly amount: number;
}

export interface ShippingLine {
  readonly id: string;
  readonly title: string;
  readonly code: string | null;
  readonly source: string | null;
  readonly deliveryCategory: string | null;
  readonly price: number;
  discounted: number;
  isRemoved: boolean;
}

export interface Transaction {
  readonly id: string;
  readonly orderId: string;
  readonly kind: "SALE" | "AUTHORIZATION" | "CAPTURE" | "REFUND" | "VOID";
  status: "SUCCESS" | "PENDING" | "FAILURE" | "ERROR" | "AWAITING_RESPONSE" | "UNKNOWN";
  readonly gateway: string;
  readonly formattedGateway: string;
  readonly manualPaymentGateway: boolean;
  readonly test: boolean;
  readonly amount: number;
  readonly parentId: string | null;
  processedAt: number | null;
  readonly createdAt: number;
  readonly authorizationExpiresAt: number | null;
  readonly paymentId: string | null;
  readonly accountNumber: string | null;
  readonly errorCode: string | null;
  readonly receipt: Readonly<Record<string, unknown>>;
  readonly method:
    { readonly kind: "card"; readonly company: string } | { readonly kind: "local"; readonly name: string } | null;
}

export interface FulfillmentOrderLine {
  readonly id: string;
  readonly lineId: string;
  totalQuantity: number;
  remainingQuantity: number;
}

export interface FulfillmentOrder {
  readonly id: string;
  readonly orderId: string;
  status: "OPEN" | "IN_PROGRESS" | "CLOSED" | "CANCELLED" | "ON_HOLD" | "SCHEDULED";
  requestStatus: "UNSUBMITTED";
  locationId: string;
  readonly fulfillAt: number | null;
  readonly method: Delivery["method"];
  readonly methodId: string;
  readonly presentedName: string;
  readonly window: { readonly from: number; readonly until: number } | null;
  readonly instructions: string | null;
  holds: { readonly id: string; readonly reason: string }[];
  readonly lines: FulfillmentOrderLine[];
  readonly createdAt: number;
  updatedAt: number;
  preparedForPickup: boolean;
}

export interface Delivery {
  readonly method: "LOCAL" | "SHIPPING" | "PICK_UP" | "NONE";
}

export interface Fulfillment {
  readonly id: string;
  readonly orderId: string;
  readonly name: string;
  status: "SUCCESS" | "CANCELLED";
  readonly locationId: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  trackingInfo: { company: string | null; number: string | null; url: string | null }[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface Refund {
  readonly id: string;
  readonly orderId: string;
  readonly note: string | null;
  readonly createdAt: number;
  readonly transactionIds: readonly string[];
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly restockType: string;
    readonly locationId: string | null;
    readonly subtotal: number;
  }[];
  readonly shipping: number;
}

export interface Order {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly createdAt: number;
  processedAt: number;
  updatedAt: number;
  /** When its fulfillment orders appear. */
  readonly routedAt: number;
  cancelledAt: number | null;
  cancelReason: string | null;
  closedAt: number | null;
  readonly test: boolean;
  edited: boolean;
  readonly confirmed: boolean;
  readonly sourceName: string;
  note: string | null;
  tags: string[];
  email: string | null;
  phone: string | null;
  poNumber: string | null;
  customAttributes: { key: string; value: string }[];
  readonly discountCodes: readonly string[];
  readonly presentmentCurrency: string;
  readonly originalTotal: number;
  readonly tip: number;
  readonly customer: Customer | null;
  localizedFields: { readonly key: string; readonly value: string }[];
  shippingAddress: Address | null;
  billingAddress: Address | null;
  readonly discounts: DiscountApplication[];
  readonly shippingLines: ShippingLine[];
  readonly lines: LineItem[];
  readonly fulfillmentOrders: FulfillmentOrder[];
  readonly fulfillments: Fulfillment[];
  readonly transactions: Transaction[];
  readonly refunds: Refund[];
  risk: "ACCEPT" | "CANCEL" | "INVESTIGATE" | "NONE";
  readonly metafields: Metafields;
}

export interface EditLine {
  readonly id: string;
  /** The line of the order it stands for; null for an added one. */
  readonly lineId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly sku: string | null;
  readonly unitPrice: number;
  readonly requiresShipping: boolean;
  quantity: number;
  restock: boolean;
  discount: number;
  discountTitle: string | null;
  readonly locationId: string | null;
}

export interface OrderEdit {
  readonly id: string;
  readonly orderId: string;
  readonly lines: EditLine[];
  committed: boolean;
}

export interface CancelJob {
  readonly id: string;
  readonly orderId: string;
  done: boolean;
  status: "STARTED" | "SUCCEEDED" | "FAILED";
  errors: readonly { readonly field: readonly string[] | null; readonly message: string; readonly code: string }[];
}

export interface ProductSetOperation {
  readonly id: string;
  status: "CREATED" | "ACTIVE" | "COMPLETE";
  productId: string | null;
  userErrors: readonly unknown[];
}

export interface WebhookSubscription {
  readonly id: string;
  readonly topic: string;
  uri: string;
  filter: string | null;
  includeFields: string[];
  name: string | null;
  metafieldNamespaces: string[];
  readonly createdAt: number;
  updatedAt: number;
  lastSuccessAt: number;
}

export interface File {
  readonly id: string;
  alt: string;
  fileStatus: "UPLOADED" | "PROCESSING" | "READY" | "FAILED";
  source: string;
  url: string | null;
  errors: { code: string; message: string; details: string | null }[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface MarketRegion {
  readonly country: string;
  /** Null: the whole country. */
  readonly state: string | null;
}

export interface Market {
  readonly id: string;
  name: string;
  readonly handle: string;
  status: "ACTIVE" | "DRAFT";
  /** One of the two: retail locations, or regions. */
  locations: readonly string[] | null;
  regions: readonly MarketRegion[] | null;
}

export interface Catalog {
  readonly id: string;
  title: string;
  readonly status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  /** Markets or company locations, by the id's type. */
  contexts: readonly string[];
  priceListId: string | null;
}

export interface CompanyLocation {
  readonly id: string;
  readonly name: string;
}

export interface PriceList {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly fixed: Map<string, { price: number; compareAtPrice: number | null }>;
}

export interface BulkOperation {
  readonly id: string;
  readonly type: "MUTATION" | "QUERY";
  status: "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELING" | "CANCELED";
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT" | null;
  objectCount: number;
  fileSize: number | null;
  url: string | null;
  partialDataUrl: string | null;
  readonly query: string;
  readonly createdAt: number;
  completedAt: number | null;
}
