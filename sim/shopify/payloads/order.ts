/** An order as REST's webhooks carry it. */
import type { Core } from "../core.ts";
import { moneyText } from "../money.ts";
import { financialStatus, fulfillmentStatus, totalsOf } from "../orders/order-totals.ts";
import type { DiscountApplication } from "../records/order-lines.ts";
import type { Order } from "../records/orders.ts";
import { dateTime } from "../schema.ts";
import { numberOfId } from "../state.ts";
import { bagOf } from "./amounts.ts";
import { fulfillmentPart } from "./fulfillment.ts";
import { linePart } from "./order-line.ts";
import { address, customer } from "./order-people.ts";
import { refundPayload } from "./refund.ts";

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

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
