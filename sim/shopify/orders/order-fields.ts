/** Orders as they are read. */
import { topLevel, type Core, type Resolvers } from "../core.ts";
import type { Order } from "../records/orders.ts";
import { numberOfId } from "../state.ts";
import { canMarkAsPaid } from "./captures.ts";
import { visible, within } from "./order-parts.ts";
import { capturableOf, financialStatus, fulfillmentStatus, totalsOf } from "./order-totals.ts";
import { editProblems, isEditable } from "./units.ts";

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
    canMarkAsPaid: (order: Order, _: unknown, { core }) => canMarkAsPaid(core, order),
    merchantEditable: (order: Order, _: unknown, { core }) => isEditable(core, order),
    merchantEditableErrors: (order: Order, _: unknown, { core }) => editProblems(core, order),
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
      return visible(core, order);
    },
    fulfillments: ({ fulfillments }: Order) => fulfillments,
    returns: ({ returns }: Order) => returns,
    returnStatus: ({ returns }: Order) => returnStatus(returns),
    transactions: (order: Order, args: { capturable?: boolean | null }) =>
      order.transactions.filter((each) => args.capturable !== true || capturableOf(order, each) > 0),
    transactionsCount: ({ transactions }: Order) => ({ count: transactions.length, precision: "EXACT" }),
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
};

const totals = (order: Order, core: Core) => totalsOf(order, core.settings.taxesIncluded);

/** Of several returns the most urgent one counts. */
function returnStatus(returns: Order["returns"]): string {
  const states = returns.map(({ status }) => status);
  if (states.includes("REQUESTED")) return "RETURN_REQUESTED";
  if (states.includes("OPEN")) return "IN_PROGRESS";
  return states.includes("CLOSED") ? "RETURNED" : "NO_RETURN";
}
