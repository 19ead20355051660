/** A line of an order, in the order itself or inside a fulfilment or refund. */
import type { Core } from "../core.ts";
import { moneyText } from "../money.ts";
import type { LineItem } from "../records/order-lines.ts";
import { numberOfId } from "../state.ts";
import { bagOf } from "./amounts.ts";

export function linePart(core: Core, line: LineItem, inOrder: boolean): Record<string, unknown> {
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
    gift_card: line.isGiftCard,
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
