/** Orders as they are read and searched, and orderUpdate. */
import { only, topLevel, type Core, type Doing, type MutationResolver, type Resolvers } from "./core.ts";
import type { Ordered } from "./connections.ts";
import { ownerByCustomId } from "./metafields/definitions.ts";
import { setMetafield } from "./metafields/held.ts";
import { metafieldRefusal, type MetafieldInput } from "./metafields/refusal.ts";
import {
  capturableOf,
  financialStatus,
  fulfillmentStatus,
  lineSubtotal,
  refundableOf,
  totalsOf,
} from "./order-totals.ts";
import { parseOrderQuery } from "./order-search.ts";
import { emitOrder } from "./payloads/emit.ts";
import { cleanTags } from "./tags.ts";
import type { Address, Customer } from "./records/customers.ts";
import type { Fulfillment, FulfillmentOrder, FulfillmentOrderLine } from "./records/fulfillments.ts";
import type { Allocation, DiscountApplication, LineItem, ShippingLine } from "./records/order-lines.ts";
import type { Order } from "./records/orders.ts";
import type { Refund, Transaction } from "./records/payments.ts";
import { numberOfId } from "./state.ts";

export interface Child {
  readonly order: Order;
}
type OfOrder<T> = T & Child;
const within = <T extends object>(order: Order, list: readonly T[]): OfOrder<T>[] =>
  list.map((each) => ({ ...each, order }));

/** Fulfillment orders appear once routing is done. */
export const routed = (core: Core, order: Order): readonly FulfillmentOrder[] =>
  core.now() >= order.routedAt ? order.fulfillmentOrders : [];

export function findOrder(core: Core, id: string): Order | undefined {
  return core.state.orders.get(id);
}

interface OrderInput {
  readonly id: string;
  readonly note?: string | null;
  readonly tags?: readonly string[] | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly poNumber?: string | null;
  readonly customAttributes?: readonly { key: string; value: string }[] | null;
  readonly localizedFields?: readonly { key: string; value: string }[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
}

/** note, tags and customAttributes overwrite; metafields and localized fields are added to. */
const orderUpdate: MutationResolver = ({ input }: { input: OrderInput }, { core, effect }: Doing) => {
  only(input, "OrderInput", [
    "id",
    "note",
    "tags",
    "email",
    "phone",
    "poNumber",
    "customAttributes",
    "localizedFields",
    "metafields",
  ]);
  const refuse = (field: string[], message: string) => ({ order: null, userErrors: [{ field, message }] });
  const order = findOrder(core, input.id);
  if (!order) return refuse(["id"], "Order does not exist");
  if ((input.note?.length ?? 0) > 5_000) return refuse(["note"], "Note is too long (maximum is 5000 characters)");
  for (const [index, metafield] of (input.metafields ?? []).entries()) {
    const refusal = metafieldRefusal(core, "ORDER", order.id, order.metafields, metafield);
    if (refusal) return refuse(["metafields", String(index), refusal.part], refusal.message);
  }
  if (input.note !== undefined) order.note = input.note;
  if (input.tags) order.tags = cleanTags(input.tags);
  if (input.email !== undefined) order.email = input.email;
  if (input.phone !== undefined) order.phone = input.phone;
  if (input.poNumber !== undefined) order.poNumber = input.poNumber;
  if (input.customAttributes) order.customAttributes = input.customAttributes.map((each) => ({ ...each }));
  for (const field of input.localizedFields ?? [])
    order.localizedFields = [...order.localizedFields.filter(({ key }) => key !== field.key), { ...field }];
  for (const metafield of input.metafields ?? []) setMetafield(core, order.id, order.metafields, metafield);
  effect({
    kind: "order-updated",
    id: order.id,
    fields: Object.keys(input)
      .filter((name) => name !== "id")
      .sort()
      .join(","),
  });
  emitOrder(core, order, ["ORDERS_UPDATED"]);
  return { order, userErrors: [] };
};

export const orderMutations = { orderUpdate };

const totals = (order: Order, core: Core) => totalsOf(order, core.settings.taxesIncluded);
const open = (line: LineItem) => Math.max(0, line.currentQuantity - line.fulfilledQuantity);
const refundedUnits = (order: Order, lineId: string) =>
  order.refunds
    .flatMap(({ lines }) => lines)
    .reduce((sum, each) => sum + (each.lineId === lineId ? each.quantity : 0), 0);
/** Units that a refund may still name: not removed by an edit, not refunded. */
export const refundableUnits = (order: Order, line: LineItem): number =>
  Math.min(line.currentQuantity, line.quantity - refundedUnits(order, line.id));

export const isEditable = (order: Order): boolean =>
  order.cancelledAt === null && order.closedAt === null && order.lines.some((line) => open(line) > 0);

const SIXTY_DAYS_MS = 60 * 86_400_000;

/** Orders come back from the search index: by its lag late, and for 60 days unless read_all_orders is granted. */
export function searchOrders(core: Core, args: { query?: string | null; sortKey?: string | null }): Ordered {
  const now = core.now();
  const matches = parseOrderQuery(args.query ?? "", core.settings.taxesIncluded);
  const oldest = core.scopes.has("read_all_orders") ? Number.NEGATIVE_INFINITY : now - SIXTY_DAYS_MS;
  const seen = [...core.state.orders.values()].filter(
    (order) => order.createdAt >= oldest && order.updatedAt <= now - core.settings.searchLagMs && matches(order),
  );
  const at = { UPDATED_AT: "updatedAt", CREATED_AT: "createdAt", PROCESSED_AT: "processedAt", ID: undefined }[
    args.sortKey ?? "PROCESSED_AT"
  ];
  if (at === undefined && args.sortKey !== "ID")
    throw topLevel("NOT_SIMULATED", `the simulator does not simulate QueryRoot.orders(sortKey: ${args.sortKey})`);
  const keyOf = (order: Order) =>
    `${String(at === undefined ? 0 : Math.floor(order[at as "updatedAt"] / 1_000)).padStart(12, "0")}|${String(order.number).padStart(12, "0")}`;
  return { items: seen.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)), keyOf };
}

const LOCALIZED_TITLES: Readonly<Record<string, string>> = {
  TAX_CREDENTIAL_BR: "CPF/CNPJ",
  SHIPPING_CREDENTIAL_BR: "CPF/CNPJ",
};

export const orderFields: Resolvers = {
  Order: {
    legacyResourceId: ({ id }: Order) => numberOfId(id),
    closed: ({ closedAt }: Order) => closedAt !== null,
    displayFinancialStatus: (order: Order, _: unknown, { core }) => financialStatus(order, core.settings.taxesIncluded),
    displayFulfillmentStatus: (order: Order) => fulfillmentStatus(order),
    fullyPaid: (order: Order, _: unknown, { core }) =>
      ["PAID", "PARTIALLY_REFUNDED", "REFUNDED"].includes(financialStatus(order, core.settings.taxesIncluded)),
    unpaid: (order: Order, _: unknown, { core }) =>
      ["PENDING", "AUTHORIZED"].includes(financialStatus(order, core.settings.taxesIncluded)),
    capturable: (order: Order, _: unknown, { core }) => totals(order, core).capturable > 0,
    merchantEditable: (order: Order) => isEditable(order),
    merchantEditableErrors: (order: Order) => (isEditable(order) ? [] : ["The order can't be edited."]),
    taxesIncluded: (_: Order, __: unknown, { core }) => core.settings.taxesIncluded,
    currencyCode: (_: Order, __: unknown, { core }) => core.settings.currency,
    presentmentCurrencyCode: ({ presentmentCurrency }: Order) => presentmentCurrency,
    paymentGatewayNames: ({ transactions }: Order) => [...new Set(transactions.map(({ gateway }) => gateway))],
    discountCode: ({ discountCodes }: Order) => discountCodes[0] ?? null,
    retailLocation: () => null,
    app: () => ({ id: "gid://shopify/App/580111", name: "Online Store" }),
    originalTotalPriceSet: ({ originalTotal }: Order) => originalTotal,
    totalPriceSet: ({ originalTotal }: Order) => originalTotal,
    currentTotalPriceSet: (order: Order, _: unknown, { core }) => totals(order, core).total,
    currentSubtotalPriceSet: (order: Order, _: unknown, { core }) => totals(order, core).subtotal,
    currentTotalDiscountsSet: (order: Order, _: unknown, { core }) => totals(order, core).discounts,
    currentTotalTaxSet: (order: Order, _: unknown, { core }) => totals(order, core).tax,
    currentShippingPriceSet: (order: Order, _: unknown, { core }) => totals(order, core).shipping,
    currentTotalAdditionalFeesSet: () => null,
    currentTotalDutiesSet: () => null,
    totalReceivedSet: (order: Order, _: unknown, { core }) => totals(order, core).received,
    totalRefundedSet: (order: Order, _: unknown, { core }) => totals(order, core).refunded,
    totalOutstandingSet: (order: Order, _: unknown, { core }) => totals(order, core).outstanding,
    totalCapturableSet: (order: Order, _: unknown, { core }) => totals(order, core).capturable,
    totalTipReceivedSet: ({ tip }: Order) => tip,
    netPaymentSet: (order: Order, _: unknown, { core }) => totals(order, core).received - totals(order, core).refunded,
    discountApplications: ({ discounts }: Order) => discounts,
    shippingLines: ({ shippingLines }: Order, args: { includeRemovals?: boolean | null }) =>
      shippingLines.filter(({ isRemoved }) => args.includeRemovals === true || !isRemoved),
    lineItems: (order: Order) => within(order, order.lines),
    fulfillmentOrders: (order: Order, args: { query?: string | null }, { core }) => {
      if (args.query)
        throw topLevel("NOT_SIMULATED", "the simulator does not simulate Order.fulfillmentOrders(query:)");
      return routed(core, order);
    },
    fulfillments: ({ fulfillments }: Order) => fulfillments,
    transactions: (order: Order, args: { capturable?: boolean | null }) =>
      order.transactions.filter((each) => args.capturable !== true || capturableOf(order, each) > 0),
    refunds: ({ refunds }: Order) => refunds,
    risk: ({ risk }: Order) => ({ recommendation: risk }),
    localizedFields: ({ localizedFields }: Order) =>
      localizedFields.map(({ key, value }) => ({
        countryCode: "BR",
        key,
        purpose: key.startsWith("TAX") ? "TAX" : "SHIPPING",
        title: LOCALIZED_TITLES[key] ?? key,
        value,
      })),
    paymentCollectionDetails: (order: Order, _: unknown, { core }) => ({
      additionalPaymentCollectionUrl:
        totals(order, core).outstanding > 0 ? `https://${core.settings.shop}/pay/${numberOfId(order.id)}` : null,
    }),
  },
  LineItem: {
    name: ({ title, variantTitle }: LineItem) => (variantTitle === null ? title : `${title} - ${variantTitle}`),
    isGiftCard: () => false,
    taxable: () => true,
    unfulfilledQuantity: (line: LineItem) => open(line),
    refundableQuantity: (line: OfOrder<LineItem>) => refundableUnits(line.order, line),
    merchantEditable: (line: OfOrder<LineItem>) => isEditable(line.order) && open(line) > 0,
    variant: ({ variantId }: LineItem, _: unknown, { core }) =>
      variantId === null ? null : (core.state.variants.get(variantId) ?? null),
    product: ({ productId }: LineItem, _: unknown, { core }) =>
      productId === null ? null : (core.state.products.get(productId) ?? null),
    originalUnitPriceSet: ({ unitPrice }: LineItem) => unitPrice,
    originalTotalSet: ({ unitPrice, quantity }: LineItem) => unitPrice * quantity,
    discountedTotalSet: (line: LineItem) =>
      line.unitPrice * line.quantity - line.allocations.reduce((sum, { amount }) => sum + amount, 0),
    priceAfterAllDiscountsBeforeTaxesSet: (line: LineItem) => lineSubtotal(line),
    discountAllocations: (line: OfOrder<LineItem>) => line.allocations.map((each) => ({ ...each, order: line.order })),
  },
  DiscountAllocation: {
    allocatedAmountSet: ({ amount }: Allocation) => amount,
    discountApplication: ({ order, index }: OfOrder<Allocation>) => order.discounts[index],
  },
  DiscountCodeApplication: { value: (from: DiscountApplication, _: unknown, { core }) => valueOf(from, core) },
  ManualDiscountApplication: { value: (from: DiscountApplication, _: unknown, { core }) => valueOf(from, core) },
  AutomaticDiscountApplication: { value: (from: DiscountApplication, _: unknown, { core }) => valueOf(from, core) },
  TaxLine: {
    priceSet: ({ price }: { price: number }) => price,
    ratePercentage: ({ rate }: { rate: number }) => rate * 100,
  },
  ShippingLine: {
    originalPriceSet: ({ price }: ShippingLine) => price,
    discountedPriceSet: ({ discounted }: ShippingLine) => discounted,
    currentDiscountedPriceSet: ({ discounted, isRemoved }: ShippingLine) => (isRemoved ? 0 : discounted),
  },
  Customer: {
    legacyResourceId: ({ id }: Customer) => numberOfId(id),
    displayName: ({ firstName, lastName }: Customer) => `${firstName} ${lastName}`,
    defaultEmailAddress: ({ email }: Customer) => (email === null ? null : { emailAddress: email }),
    defaultPhoneNumber: ({ phone }: Customer) => (phone === null ? null : { phoneNumber: phone }),
    defaultAddress: ({ address }: Customer) => address,
  },
  MailingAddress: { countryCode: ({ countryCodeV2 }: Address) => countryCodeV2 },
  FulfillmentOrder: {
    order: ({ orderId }: FulfillmentOrder, _: unknown, { core }) => core.state.orders.get(orderId),
    orderName: ({ orderId }: FulfillmentOrder, _: unknown, { core }) => core.state.orders.get(orderId)?.name,
    assignedLocation: ({ locationId }: FulfillmentOrder) => ({ locationId }),
    supportedActions: (from: FulfillmentOrder) => supportedActions(from).map((action) => ({ action })),
    fulfillmentHolds: ({ holds }: FulfillmentOrder) => holds,
    deliveryMethod: (
      { methodId, method, presentedName, window, instructions }: FulfillmentOrder,
      _: unknown,
      { core },
    ) => ({
      id: methodId,
      methodType: method,
      presentedName,
      minDeliveryDateTime: window?.from ?? null,
      maxDeliveryDateTime: window?.until ?? null,
      additionalInformation: { instructions, phone: null },
      serviceCode: null,
      order: core.state.orders.get(methodId),
    }),
    lineItems: ({ lines, orderId }: FulfillmentOrder, _: unknown, { core }) => {
      const order = core.state.orders.get(orderId);
      return lines.map((line) => ({ ...line, order }));
    },
  },
  FulfillmentOrderAssignedLocation: {
    location: ({ locationId }: { locationId: string }, _: unknown, { core }) =>
      core.state.locations.get(locationId) ?? null,
    name: ({ locationId }: { locationId: string }, _: unknown, { core }) => core.state.locations.get(locationId)?.name,
  },
  FulfillmentOrderLineItem: {
    lineItem: ({ order, lineId }: OfOrder<FulfillmentOrderLine>) =>
      within(order, order.lines).find(({ id }) => id === lineId),
    sku: ({ order, lineId }: OfOrder<FulfillmentOrderLine>) => order.lines.find(({ id }) => id === lineId)?.sku ?? null,
  },
  Fulfillment: {
    legacyResourceId: ({ id }: Fulfillment) => numberOfId(id),
    order: ({ orderId }: Fulfillment, _: unknown, { core }) => core.state.orders.get(orderId),
    location: ({ locationId }: Fulfillment, _: unknown, { core }) => core.state.locations.get(locationId) ?? null,
    totalQuantity: ({ lines }: Fulfillment) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
  },
  OrderTransaction: {
    amountSet: ({ amount }: Transaction) => amount,
    parentTransaction: (transaction: Transaction, _: unknown, { core }) =>
      transaction.parentId === null
        ? null
        : (core.state.orders.get(transaction.orderId)?.transactions.find(({ id }) => id === transaction.parentId) ??
          null),
    order: ({ orderId }: Transaction, _: unknown, { core }) => core.state.orders.get(orderId) ?? null,
    maximumRefundableV2: (transaction: Transaction, _: unknown, { core }) => {
      const order = core.state.orders.get(transaction.orderId);
      return order ? refundableOf(order, transaction) : 0;
    },
    manuallyCapturable: (transaction: Transaction) => transaction.kind === "AUTHORIZATION",
    receiptJson: ({ receipt }: Transaction) => JSON.stringify(receipt),
    paymentDetails: ({ method }: Transaction) => {
      if (method === null) return null;
      return method.kind === "card"
        ? {
            __typename: "CardPaymentDetails",
            company: method.company,
            paymentMethodName: "card",
            bin: null,
            number: null,
            name: null,
            wallet: null,
          }
        : { __typename: "LocalPaymentMethodsPaymentDetails", paymentMethodName: method.name, paymentDescriptor: null };
    },
  },
  Refund: {
    legacyResourceId: ({ id }: Refund) => numberOfId(id),
    order: ({ orderId }: Refund, _: unknown, { core }) => core.state.orders.get(orderId),
    processedAt: ({ createdAt }: Refund) => createdAt,
    updatedAt: ({ createdAt }: Refund) => createdAt,
    totalRefundedSet: (refund: Refund, _: unknown, { core }) =>
      refundTransactions(core, refund)
        .filter(({ status }) => status === "SUCCESS")
        .reduce((sum, { amount }) => sum + amount, 0),
    transactions: (refund: Refund, _: unknown, { core }) => refundTransactions(core, refund),
    refundLineItems: (refund: Refund, _: unknown, { core }) => {
      const order = core.state.orders.get(refund.orderId);
      return order ? refund.lines.map((each) => ({ ...each, order })) : [];
    },
  },
  RefundLineItem: {
    lineItem: ({ order, lineId }: OfOrder<Refund["lines"][number]>) =>
      within(order, order.lines).find(({ id }) => id === lineId),
    subtotalSet: ({ subtotal }: Refund["lines"][number]) => subtotal,
    restocked: ({ restockType }: Refund["lines"][number]) => restockType !== "NO_RESTOCK",
    location: ({ locationId }: Refund["lines"][number], _: unknown, { core }) =>
      locationId === null ? null : (core.state.locations.get(locationId) ?? null),
  },
  QueryRoot: {
    order: (_: unknown, { id }: { id: string }, { core }) => core.state.orders.get(id) ?? null,
    orderByIdentifier: (
      _: unknown,
      { identifier }: { identifier: { id?: string; customId?: { namespace?: string; key: string; value: string } } },
      { core },
    ) =>
      core.state.orders.get(
        identifier.id ?? (identifier.customId ? ownerByCustomId(core, "ORDER", identifier.customId) : undefined) ?? "",
      ) ?? null,
    orders: (_: unknown, args: { query?: string | null; sortKey?: string | null }, { core }) =>
      searchOrders(core, args),
    ordersCount: (_: unknown, args: { query?: string | null }, { core }) => ({
      count: searchOrders(core, args).items.length,
      precision: "EXACT",
    }),
    fulfillmentOrder: (_: unknown, { id }: { id: string }, { core }) =>
      [...core.state.orders.values()].flatMap((order) => routed(core, order)).find((each) => each.id === id) ?? null,
    customer: (_: unknown, { id }: { id: string }, { core }) => core.state.customers.get(id) ?? null,
  },
};

function supportedActions({ status, lines }: FulfillmentOrder): string[] {
  if (status === "ON_HOLD") return ["RELEASE_HOLD", "HOLD"];
  if (status === "SCHEDULED") return ["MARK_AS_OPEN"];
  if ((status === "OPEN" || status === "IN_PROGRESS") && lines.some(({ remainingQuantity }) => remainingQuantity > 0))
    return ["CREATE_FULFILLMENT", "MOVE", "HOLD", "SPLIT"];
  return [];
}

const refundTransactions = (core: Core, refund: Refund): Transaction[] =>
  core.state.orders.get(refund.orderId)?.transactions.filter(({ id }) => refund.transactionIds.includes(id)) ?? [];

const valueOf = ({ percentage, amount }: DiscountApplication, core: Core) =>
  percentage === null
    ? { __typename: "MoneyV2", amount, currencyCode: core.settings.currency }
    : { __typename: "PricingPercentageValue", percentage };
