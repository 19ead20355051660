import * as z from "zod";
import { parseCents } from "../brazil/money.ts";
import { discountsLeft } from "./items/apportion.ts";
import { titleAsSold } from "./items/title-as-sold.ts";

/**
 * A Shopify order as these rules see it: what Shopify's Admin API answers, checked and with money as integer cents.
 * Personal data stays in memory only while one order is evaluated; none of it is stored.
 */
export type ShopOrder = z.output<typeof shopOrder>;
export type ShopLine = ShopOrder["lines"][number];
export type ShopAddress = NonNullable<ShopOrder["shippingAddress"]>;
export type ShopTransaction = ShopOrder["transactions"][number];

export type ShopOrderResult =
  { readonly ok: true; readonly order: ShopOrder } | { readonly ok: false; readonly problems: readonly string[] };

/** Reads an order as Shopify answers it. A field that is not what the schema promises is named by its path, never by its value. */
export function readShopOrder(answer: unknown): ShopOrderResult {
  const parsed = shopOrder.safeParse(answer);
  if (parsed.success) return { ok: true, order: parsed.data };
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) };
}

const cents = z.string().transform((text, context) => {
  const value = parseCents(text);
  if (value !== null) return value;
  context.addIssue({ code: "custom", message: "is not an amount of whole cents" });
  return z.NEVER;
});
const money = z.object({ shopMoney: z.object({ amount: cents }) }).transform(({ shopMoney }) => shopMoney.amount);
const moneyOrZero = money.nullish().transform((value) => value ?? 0);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
/** Of a promise: one that is no date-time is no promise, and no reason to stop the order. */
const instant = text.transform((value) => (value === null || Number.isNaN(Date.parse(value)) ? null : value));
const nodes = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node) }).transform(({ nodes }) => nodes);
const attributes = z
  .array(z.object({ key: z.string(), value: text }))
  .nullish()
  .transform((list) => list ?? []);
const whole = z.number().int().nonnegative();
/** A receipt is JSON of the gateway's own, as text or as an object; anything else is none. */
const receipt = z
  .unknown()
  .optional()
  .transform((given): unknown => {
    if (typeof given !== "string") return given ?? null;
    try {
      return JSON.parse(given);
    } catch {
      return null;
    }
  });
const wholeOrNull = (given: string): number | null => (/^[1-9]\d{0,14}$/.test(given) ? Number(given) : null);

const address = z.object({
  name: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  provinceCode: text,
  zip: text,
  countryCodeV2: text,
  phone: text,
});

const line = z.object({
  id: z.string(),
  sku: text,
  title: z.string(),
  variantTitle: text,
  vendor: text,
  quantity: whole,
  currentQuantity: whole,
  isGiftCard: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  customAttributes: attributes,
  variant: z
    .object({ id: z.string(), barcode: text })
    .nullish()
    .transform((value) => value ?? null),
  originalUnitPriceSet: money,
  discountAllocations: z
    .array(z.object({ allocatedAmountSet: money }))
    .nullish()
    .transform((list) => list ?? []),
});

/** What is left of each line's discounts, so that lines and freight come to the order's total. */
function discountsOf(order: {
  readonly lineItems: readonly z.output<typeof line>[];
  readonly taxesIncluded: boolean;
  readonly currentTotalPriceSet: number;
  readonly currentShippingPriceSet: number;
  readonly currentTotalTaxSet: number;
  readonly currentTotalAdditionalFeesSet: number;
  readonly totalTipReceivedSet: number;
}): readonly number[] {
  const cuts = order.lineItems.map(({ quantity, currentQuantity, discountAllocations }) => ({
    quantity,
    currentQuantity,
    discountCents: discountAllocations.reduce((sum, { allocatedAmountSet }) => sum + allocatedAmountSet, 0),
  }));
  const gross = order.lineItems.reduce((sum, each) => sum + each.originalUnitPriceSet * each.currentQuantity, 0);
  const tax = order.taxesIncluded ? 0 : order.currentTotalTaxSet;
  const others = order.currentShippingPriceSet + order.currentTotalAdditionalFeesSet + order.totalTipReceivedSet + tax;
  return discountsLeft(cuts, gross + others - order.currentTotalPriceSet);
}

const fullName = (customer: { readonly firstName: string | null; readonly lastName: string | null } | null) =>
  [customer?.firstName, customer?.lastName].filter((part) => part?.trim()).join(" ") || null;

const shopOrder = z
  .object({
    id: z.string().regex(/^gid:\/\/shopify\/Order\/\d+$/, "is not the gid of an order"),
    name: z.string().max(100),
    createdAt: z.iso.datetime({ offset: true }),
    updatedAt: z.iso.datetime({ offset: true }),
    cancelledAt: text,
    test: z.boolean(),
    edited: z.boolean(),
    displayFinancialStatus: text,
    taxesIncluded: z
      .boolean()
      .nullish()
      .transform((value) => value ?? true),
    currencyCode: z.string(),
    presentmentCurrencyCode: z.string(),
    note: text,
    email: text,
    phone: text,
    tags: z
      .array(z.string())
      .nullish()
      .transform((list) => list ?? []),
    sourceName: text,
    customAttributes: attributes,
    customer: z
      .object({
        firstName: text,
        lastName: text,
        defaultEmailAddress: z.object({ emailAddress: text }).nullish(),
        defaultPhoneNumber: z.object({ phoneNumber: text }).nullish(),
      })
      .nullish()
      .transform((value) => value ?? null),
    localizedFields: nodes(z.object({ key: z.string(), value: text }))
      .nullish()
      .transform((list) => list ?? []),
    shippingAddress: address.nullish().transform((value) => value ?? null),
    billingAddress: address.nullish().transform((value) => value ?? null),
    currentTotalPriceSet: money,
    currentShippingPriceSet: moneyOrZero,
    currentTotalTaxSet: moneyOrZero,
    currentTotalAdditionalFeesSet: moneyOrZero,
    totalTipReceivedSet: moneyOrZero,
    totalOutstandingSet: moneyOrZero,
    totalRefundedSet: moneyOrZero,
    lineItems: nodes(line),
    fulfillmentOrders: nodes(
      z.object({
        status: z.string(),
        createdAt: text,
        updatedAt: text,
        assignedLocation: z
          .object({ location: z.object({ id: z.string() }).nullish() })
          .nullish()
          .transform((value) => value?.location?.id ?? null),
        deliveryMethod: z
          .object({
            methodType: z.string(),
            minDeliveryDateTime: instant,
            maxDeliveryDateTime: instant,
            additionalInformation: z.object({ instructions: text }).nullish(),
          })
          .nullish(),
      }),
    ),
    transactions: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        status: z.string(),
        gateway: text,
        amountSet: money,
        manualPaymentGateway: z
          .boolean()
          .nullish()
          .transform((value) => value ?? false),
        parentTransaction: z
          .object({ id: z.string() })
          .nullish()
          .transform((value) => value?.id ?? null),
        accountNumber: text,
        receiptJson: receipt,
        paymentDetails: z
          .object({ paymentMethodName: text, company: text })
          .nullish()
          .transform((value) => value ?? null),
      }),
    ),
    risk: z
      .object({ recommendation: text })
      .nullish()
      .transform((value) => value?.recommendation ?? null),
    seqPedido: z
      .object({ value: z.string() })
      .nullish()
      .transform((field) => wholeOrNull(field?.value ?? "")),
  })
  .transform((order) => ({ order, discounts: discountsOf(order) }))
  .transform(({ order, discounts }) => ({
    orderId: order.id.slice("gid://shopify/Order/".length),
    name: order.name,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    isCancelled: order.cancelledAt !== null,
    isTest: order.test,
    isEdited: order.edited,
    financialStatus: order.displayFinancialStatus,
    taxesIncluded: order.taxesIncluded,
    currency: order.currencyCode,
    presentmentCurrency: order.presentmentCurrencyCode,
    note: order.note,
    email: order.email ?? order.customer?.defaultEmailAddress?.emailAddress ?? null,
    phone: order.phone ?? order.customer?.defaultPhoneNumber?.phoneNumber ?? null,
    // Not the display name: without a name it is the e-mail or the phone, and would be printed on the invoice.
    customerName: fullName(order.customer),
    tags: order.tags,
    sourceName: order.sourceName,
    customAttributes: order.customAttributes,
    localizedFields: order.localizedFields,
    /** The customer's metafield that the rules name; read only where the order itself names no document. */
    customerDocument: null as string | null,
    /** What the customer fetches of an order whose rest is delivered; read only for such an order. */
    pickedUp: [] as readonly { readonly title: string; readonly units: number }[],
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress,
    totalCents: order.currentTotalPriceSet,
    shippingCents: order.currentShippingPriceSet,
    taxCents: order.currentTotalTaxSet,
    feesCents: order.currentTotalAdditionalFeesSet,
    tipCents: order.totalTipReceivedSet,
    outstandingCents: order.totalOutstandingSet,
    refundedCents: order.totalRefundedSet,
    risk: order.risk,
    /** `erp.seq_pedido`: the number of the ERP that the connector once showed on it. */
    shownSeqPedido: order.seqPedido,
    lines: order.lineItems.map((item, index) => ({
      id: item.id,
      sku: item.sku?.trim() || null,
      title: item.title,
      /** As it was sold: Shopify keeps it with the line. */
      variantTitle: titleAsSold(item),
      currentQuantity: item.currentQuantity,
      isGiftCard: item.isGiftCard,
      customAttributes: item.customAttributes,
      variantGid: item.variant?.id ?? null,
      barcode: item.variant?.barcode ?? null,
      unitPriceCents: item.originalUnitPriceSet,
      /** Off the current quantity. */
      discountCents: discounts[index] ?? 0,
    })),
    fulfillmentOrders: order.fulfillmentOrders.map(({ status, assignedLocation, deliveryMethod, ...at }) => ({
      status,
      /** It was held, split or moved since Shopify made it. */
      isTouched: at.createdAt !== null && at.updatedAt !== null && at.updatedAt > at.createdAt,
      locationGid: assignedLocation,
      methodType: deliveryMethod?.methodType ?? null,
      windowFrom: deliveryMethod?.minDeliveryDateTime ?? null,
      windowUntil: deliveryMethod?.maxDeliveryDateTime ?? null,
      instructions: deliveryMethod?.additionalInformation?.instructions ?? null,
    })),
    transactions: order.transactions.map((transaction) => ({
      id: transaction.id.split("/").at(-1) ?? transaction.id,
      kind: transaction.kind,
      status: transaction.status,
      gateway: transaction.gateway,
      /** Taken outside of Shopify, as on delivery. */
      isManual: transaction.manualPaymentGateway,
      cents: transaction.amountSet,
      parentId: transaction.parentTransaction?.split("/").at(-1) ?? null,
      methodName: transaction.paymentDetails?.paymentMethodName ?? null,
      /** Of a card: its brand. */
      brand: transaction.paymentDetails?.company ?? null,
      accountNumber: transaction.accountNumber,
      receipt: transaction.receiptJson,
    })),
  }));
