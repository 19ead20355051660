/** Orders, refunds, fulfilments and edits as REST's webhooks carry them. */
import type { Core } from "./core.ts";
import { moneyText } from "./money.ts";
import { currentTax, financialStatus, fulfillmentStatus, totalsOf } from "./order-totals.ts";
import type { Delta } from "./payloads.ts";
import type { Address, Customer } from "./records/customers.ts";
import type { Fulfillment } from "./records/fulfillments.ts";
import type { DiscountApplication, LineItem } from "./records/order-lines.ts";
import type { Order } from "./records/orders.ts";
import type { Refund } from "./records/payments.ts";
import { dateTime } from "./schema.ts";
import { numberOfId } from "./state.ts";

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

export function orderPayload(core: Core, order: Order): Record<string, unknown> {
  const { currency, taxesIncluded, shop } = core.settings;
  const bag = bagOf(currency);
  const now = totalsOf(order, taxesIncluded);
  const gross = sum(order.lines.map((line) => line.unitPrice * line.quantity));
  const lineDiscounts = sum(order.lines.flatMap(({ allocations }) => allocations.map(({ amount }) => amount)));
  const shipping = sum(order.shippingLines.map(({ price }) => price));
  const shippingDiscounts = sum(order.shippingLines.map(({ price, discounted }) => price - discounted));
  const tax = sum(order.lines.flatMap(({ taxLines }) => taxLines.map(({ price }) => price)));
  const fulfilled = fulfillmentStatus(order);
  return {
    id: numberOfId(order.id),
    admin_graphql_api_id: order.id,
    app_id: 580111,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: order.cancelledAt === null ? null : dateTime(order.cancelledAt),
    cart_token: null,
    checkout_token: null,
    client_details: null,
    closed_at: order.closedAt === null ? null : dateTime(order.closedAt),
    confirmation_number: null,
    confirmed: order.confirmed,
    contact_email: order.email,
    created_at: dateTime(order.createdAt),
    currency,
    current_shipping_price_set: bag(now.shipping),
    current_subtotal_price: moneyText(now.subtotal),
    current_subtotal_price_set: bag(now.subtotal),
    current_total_additional_fees_set: null,
    current_total_discounts: moneyText(now.discounts),
    current_total_discounts_set: bag(now.discounts),
    current_total_duties_set: null,
    current_total_price: moneyText(now.total),
    current_total_price_set: bag(now.total),
    current_total_tax: moneyText(now.tax),
    current_total_tax_set: bag(now.tax),
    customer_locale: "pt-BR",
    device_id: null,
    discount_codes: order.discounts
      .filter(({ __typename }) => __typename === "DiscountCodeApplication")
      .map(({ code, amount, percentage }) => ({
        code,
        amount: percentage === null ? moneyText(amount) : String(percentage),
        type: percentage === null ? "fixed_amount" : "percentage",
      })),
    duties_included: false,
    email: order.email ?? "",
    estimated_taxes: false,
    financial_status: financialStatus(order, taxesIncluded).toLowerCase(),
    fulfillment_status:
      fulfilled === "FULFILLED" ? "fulfilled" : fulfilled === "PARTIALLY_FULFILLED" ? "partial" : null,
    landing_site: null,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: "MTU0ODM4MDAwOQ",
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
    number: order.number - 1_000,
    order_number: order.number,
    order_status_url: `https://${shop}/orders/${numberOfId(order.id)}`,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: [...new Set(order.transactions.map(({ gateway }) => gateway))],
    phone: order.phone,
    po_number: order.poNumber,
    presentment_currency: order.presentmentCurrency,
    processed_at: dateTime(order.processedAt),
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    subtotal_price: moneyText(gross - lineDiscounts),
    subtotal_price_set: bag(gross - lineDiscounts),
    tags: order.tags.join(", "),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: taxesIncluded,
    test: order.test,
    token: `sim${numberOfId(order.id)}`,
    total_cash_rounding_payment_adjustment_set: bag(0),
    total_cash_rounding_refund_adjustment_set: bag(0),
    total_discounts: moneyText(lineDiscounts + shippingDiscounts),
    total_discounts_set: bag(lineDiscounts + shippingDiscounts),
    total_line_items_price: moneyText(gross),
    total_line_items_price_set: bag(gross),
    total_outstanding: moneyText(now.outstanding),
    total_price: moneyText(order.originalTotal),
    total_price_set: bag(order.originalTotal),
    total_shipping_price_set: bag(shipping),
    total_tax: moneyText(tax),
    total_tax_set: bag(tax),
    total_tip_received: moneyText(order.tip),
    total_weight: 0,
    updated_at: dateTime(order.updatedAt),
    user_id: null,
    billing_address: address(order.billingAddress),
    customer: customer(order.customer, currency),
    discount_applications: order.discounts.map(application),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPart(core, order, fulfillment)),
    line_items: order.lines.map((line) => linePart(core, line, true)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(core, order, refund)),
    shipping_address: address(order.shippingAddress),
    shipping_lines: order.shippingLines.map((line) => ({
      id: numberOfId(line.id),
      carrier_identifier: null,
      code: line.code,
      current_discounted_price_set: bag(line.isRemoved ? 0 : line.discounted),
      discounted_price: moneyText(line.discounted),
      discounted_price_set: bag(line.discounted),
      is_removed: line.isRemoved,
      phone: null,
      price: moneyText(line.price),
      price_set: bag(line.price),
      requested_fulfillment_service_id: null,
      source: line.source,
      title: line.title,
      tax_lines: [],
      discount_allocations: [],
    })),
    returns: [],
    line_item_groups: [],
  };
}

const bagOf = (currency: string) => (cents: number) => {
  const amount = { amount: moneyText(cents), currency_code: currency };
  return { shop_money: amount, presentment_money: amount };
};

function address(from: Address | null): Record<string, unknown> | null {
  if (!from) return null;
  return {
    first_name: from.firstName,
    address1: from.address1,
    phone: from.phone ?? "",
    city: from.city,
    zip: from.zip,
    province: from.province,
    country: from.country,
    last_name: from.lastName,
    address2: from.address2,
    company: from.company,
    latitude: null,
    longitude: null,
    name: from.name,
    country_code: from.countryCodeV2,
    province_code: from.provinceCode,
  };
}

function customer(from: Customer | null, currency: string): Record<string, unknown> | null {
  if (!from) return null;
  const { latitude: _, longitude: __, ...home } = address(from.address) ?? {};
  return {
    id: numberOfId(from.id),
    created_at: dateTime(from.createdAt),
    updated_at: dateTime(from.createdAt),
    first_name: from.firstName,
    last_name: from.lastName,
    state: "disabled",
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: from.email ?? "",
    phone: from.phone,
    currency,
    tax_exemptions: [],
    admin_graphql_api_id: from.id,
    default_address: {
      id: numberOfId(from.address.id),
      customer_id: numberOfId(from.id),
      ...home,
      country_name: from.address.country,
      default: true,
    },
  };
}

function application(from: DiscountApplication): Record<string, unknown> {
  const kind = {
    DiscountCodeApplication: "discount_code",
    ManualDiscountApplication: "manual",
    AutomaticDiscountApplication: "automatic",
  }[from.__typename];
  return {
    target_type: from.targetType.toLowerCase(),
    type: kind,
    value: from.percentage === null ? moneyText(from.amount) : String(from.percentage),
    value_type: from.percentage === null ? "fixed_amount" : "percentage",
    allocation_method: from.allocationMethod.toLowerCase(),
    target_selection: from.targetSelection.toLowerCase(),
    ...(kind === "discount_code" ? { code: from.code } : { title: from.title }),
    ...(kind === "manual" ? { description: from.description ?? from.title } : {}),
  };
}

function linePart(core: Core, line: LineItem, inOrder: boolean): Record<string, unknown> {
  const bag = bagOf(core.settings.currency);
  const open = line.currentQuantity - line.fulfilledQuantity;
  const status = line.fulfilledQuantity === 0 ? null : open === 0 ? "fulfilled" : "partial";
  return {
    id: numberOfId(line.id),
    admin_graphql_api_id: line.id,
    ...(inOrder ? { attributed_staffs: [], current_quantity: line.currentQuantity } : {}),
    fulfillable_quantity: open,
    fulfillment_service: "manual",
    fulfillment_status: status,
    gift_card: false,
    grams: line.weight?.unit === "KILOGRAMS" ? Math.round(line.weight.value * 1_000) : 0,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    price: moneyText(line.unitPrice),
    price_set: bag(line.unitPrice),
    product_exists: line.productId !== null && core.state.products.has(line.productId),
    product_id: line.productId === null ? null : numberOfId(line.productId),
    properties: line.customAttributes.map(({ key, value }) => ({ name: key, value })),
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    ...(inOrder ? { sales_line_item_group_id: null } : {}),
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: "0.00",
    total_discount_set: bag(0),
    variant_id: line.variantId === null ? null : numberOfId(line.variantId),
    variant_inventory_management: "shopify",
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: line.taxLines.map(({ title, rate, price }) => ({
      title,
      rate,
      price: moneyText(price),
      price_set: bag(price),
      channel_liable: false,
    })),
    duties: [],
    discount_allocations: line.allocations.map(({ index, amount }) => ({
      amount: moneyText(amount),
      amount_set: bag(amount),
      discount_application_index: index,
    })),
  };
}

function fulfillmentPart(core: Core, order: Order, fulfillment: Fulfillment): Record<string, unknown> {
  const lines = fulfillment.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    return line ? [{ ...linePart(core, line, false), quantity }] : [];
  });
  return {
    id: numberOfId(fulfillment.id),
    admin_graphql_api_id: fulfillment.id,
    created_at: dateTime(fulfillment.createdAt),
    location_id: numberOfId(fulfillment.locationId),
    name: fulfillment.name,
    order_id: numberOfId(order.id),
    origin_address: {},
    receipt: {},
    service: "manual",
    shipment_status: null,
    status: fulfillment.status.toLowerCase(),
    tracking_company: fulfillment.trackingInfo[0]?.company ?? null,
    tracking_number: fulfillment.trackingInfo[0]?.number ?? null,
    tracking_numbers: fulfillment.trackingInfo.flatMap(({ number }) => number ?? []),
    tracking_url: fulfillment.trackingInfo[0]?.url ?? null,
    tracking_urls: fulfillment.trackingInfo.flatMap(({ url }) => url ?? []),
    updated_at: dateTime(fulfillment.updatedAt),
    line_items: lines,
  };
}

export function fulfillmentPayload(core: Core, order: Order, fulfillment: Fulfillment): Record<string, unknown> {
  return {
    ...fulfillmentPart(core, order, fulfillment),
    email: order.email ?? "",
    destination: address(order.shippingAddress),
  };
}

export function refundPayload(core: Core, order: Order, refund: Refund): Record<string, unknown> {
  const bag = bagOf(core.settings.currency);
  return {
    id: numberOfId(refund.id),
    order_id: numberOfId(order.id),
    created_at: dateTime(refund.createdAt),
    note: refund.note ?? "",
    user_id: 1,
    processed_at: dateTime(refund.createdAt),
    duties: [],
    total_duties_set: bag(0),
    return: null,
    restock: refund.lines.some(({ restockType }) => restockType !== "NO_RESTOCK"),
    refund_shipping_lines: [],
    admin_graphql_api_id: refund.id,
    order_adjustments: [],
    refund_line_items: refund.lines.flatMap((each) => {
      const line = order.lines.find(({ id }) => id === each.lineId);
      if (!line) return [];
      const tax =
        line.quantity === 0
          ? 0
          : Math.round((currentTax({ ...line, currentQuantity: line.quantity }) * each.quantity) / line.quantity);
      return [
        {
          id: numberOfId(line.id) + 1,
          quantity: each.quantity,
          line_item_id: numberOfId(line.id),
          location_id: each.locationId === null ? null : numberOfId(each.locationId),
          restock_type: each.restockType.toLowerCase(),
          subtotal: each.subtotal / 100,
          total_tax: tax / 100,
          subtotal_set: bag(each.subtotal),
          total_tax_set: bag(tax),
          line_item: linePart(core, line, false),
        },
      ];
    }),
    transactions: order.transactions
      .filter(({ id }) => refund.transactionIds.includes(id))
      .map((transaction) => ({
        id: numberOfId(transaction.id),
        admin_graphql_api_id: transaction.id,
        amount: moneyText(transaction.amount),
        amount_rounding: null,
        authorization: null,
        created_at: dateTime(transaction.createdAt),
        currency: core.settings.currency,
        device_id: null,
        error_code: transaction.errorCode,
        gateway: transaction.gateway,
        kind: transaction.kind.toLowerCase(),
        location_id: null,
        manual_payment_gateway: transaction.manualPaymentGateway,
        message: null,
        order_id: numberOfId(order.id),
        parent_id: transaction.parentId === null ? null : numberOfId(transaction.parentId),
        payment_id: transaction.paymentId,
        processed_at: transaction.processedAt === null ? null : dateTime(transaction.processedAt),
        receipt: {},
        source_name: "web",
        status: transaction.status.toLowerCase(),
        test: transaction.test,
        total_unsettled_set: {
          presentment_money: { amount: "0.00", currency: core.settings.currency },
          shop_money: { amount: "0.00", currency: core.settings.currency },
        },
        user_id: null,
      })),
    refund_discrepancies: [],
  };
}

export function editPayload(
  core: Core,
  order: Order,
  additions: readonly Delta[],
  removals: readonly Delta[],
  note: string,
): Record<string, unknown> {
  const at = dateTime(core.now());
  const part = ({ lineId, delta }: Delta) => ({ id: numberOfId(lineId), delta });
  return {
    order_edit: {
      id: numberOfId(order.id) + order.refunds.length + additions.length + removals.length,
      app_id: null,
      created_at: at,
      committed_at: at,
      notify_customer: false,
      order_id: numberOfId(order.id),
      staff_note: note,
      user_id: null,
      line_items: { additions: additions.map(part), removals: removals.map(part) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}
