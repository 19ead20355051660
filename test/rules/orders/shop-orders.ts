/** A paid order of one piece as Shopify answers it; a test shows only what matters to it. */
export interface OrderShape {
  readonly lines?: readonly {
    readonly sku?: string | null;
    readonly quantity?: number;
    readonly currentQuantity?: number;
    readonly unit?: string;
    readonly discounts?: readonly string[];
    readonly isGiftCard?: boolean;
    readonly title?: string;
    /** Absent: the variant of an ordinary line. */
    readonly variant?: null;
    readonly variantTitle?: string;
    readonly vendor?: string;
  }[];
  readonly over?: Readonly<Record<string, unknown>>;
  readonly total?: string;
}

const money = (amount: string) => ({ shopMoney: { amount } });

export const addressOf = (over: Record<string, unknown> = {}) => ({
  name: "Maria Exemplo",
  company: null,
  address1: "Rua X, \u2060999",
  address2: "Ap 1, \u2060Centro",
  city: "Ribeirão Preto",
  provinceCode: "SP",
  zip: "14000-000",
  countryCodeV2: "BR",
  phone: "+55 16 99999-9999",
  ...over,
});

export const transactionOf = (over: Record<string, unknown> = {}) => ({
  id: "gid://shopify/OrderTransaction/1",
  kind: "SALE",
  status: "SUCCESS",
  gateway: "cartao",
  amountSet: money("49.80"),
  parentTransaction: null,
  paymentDetails: null,
  ...over,
});

export function answerOf({ lines = [{}], over = {}, total = "49.80" }: OrderShape = {}): Record<string, unknown> {
  return {
    id: "gid://shopify/Order/6123456789012",
    name: "#1001",
    createdAt: "2026-11-24T12:00:00Z",
    updatedAt: "2026-11-24T12:00:00Z",
    cancelledAt: null,
    test: false,
    edited: false,
    displayFinancialStatus: "PAID",
    taxesIncluded: true,
    currencyCode: "BRL",
    presentmentCurrencyCode: "BRL",
    note: null,
    email: "maria@exemplo.test",
    phone: null,
    customAttributes: [],
    customer: null,
    localizedFields: { nodes: [{ key: "TAX_CREDENTIAL_BR", value: "529.982.247-25" }] },
    shippingAddress: addressOf(),
    billingAddress: addressOf(),
    currentTotalPriceSet: money(total),
    currentSubtotalPriceSet: money(total),
    currentShippingPriceSet: money("0.00"),
    currentTotalTaxSet: money("0.00"),
    currentTotalAdditionalFeesSet: null,
    totalTipReceivedSet: money("0.00"),
    totalOutstandingSet: money("0.00"),
    totalRefundedSet: money("0.00"),
    lineItems: {
      nodes: lines.map((line, index) => ({
        id: `gid://shopify/LineItem/${index + 1}`,
        sku: line.sku === undefined ? "P1E1" : line.sku,
        title: line.title ?? "Café",
        quantity: line.quantity ?? line.currentQuantity ?? 2,
        currentQuantity: line.currentQuantity ?? line.quantity ?? 2,
        isGiftCard: line.isGiftCard ?? false,
        variantTitle: line.variantTitle ?? null,
        vendor: line.vendor ?? null,
        variant: line.variant === null ? null : { id: "gid://shopify/ProductVariant/1", barcode: "7896006716112" },
        originalUnitPriceSet: money(line.unit ?? "24.90"),
        discountAllocations: (line.discounts ?? []).map((amount) => ({ allocatedAmountSet: money(amount) })),
      })),
    },
    fulfillmentOrders: {
      nodes: [
        {
          status: "OPEN",
          assignedLocation: { location: { id: "gid://shopify/Location/1" } },
          deliveryMethod: { methodType: "SHIPPING" },
        },
      ],
    },
    transactions: [transactionOf({ amountSet: money(total) })],
    risk: { recommendation: "ACCEPT" },
    ...over,
  };
}
