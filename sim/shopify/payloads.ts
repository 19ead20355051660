/** Tells the webhooks what happened; payloads in REST's shape are made only for topics that someone takes. */
import type { Core } from "./core.ts";
import { editPayload, fulfillmentPayload, orderPayload, refundPayload } from "./payload-order.ts";
import { moneyText } from "./money.ts";
import type { Fulfillment, FulfillmentOrder } from "./records/fulfillments.ts";
import type { Order } from "./records/orders.ts";
import type { Refund } from "./records/payments.ts";
import type { Product } from "./records/products.ts";
import type { Level } from "./records/stock.ts";
import { dateTime } from "./schema.ts";
import { numberOfId } from "./state.ts";
import { choiceNames, variantTitle } from "./products/variant-title.ts";
import { levelTotal } from "./inventory/levels.ts";

/** One action on an order: all topics share the event id. The order is marked as updated. */
export function emitOrder(
  core: Core,
  order: Order,
  topics: readonly string[],
  more: readonly { topic: string; payload: () => unknown; delayMs?: number }[] = [],
): void {
  order.updatedAt = core.now();
  core.webhooks.emit([...topics.map((topic) => ({ topic, payload: () => orderPayload(core, order) })), ...more]);
}

export const refundEvent = (core: Core, order: Order, refund: Refund) => ({
  topic: "REFUNDS_CREATE",
  payload: () => refundPayload(core, order, refund),
});
export const fulfillmentEvent = (
  core: Core,
  order: Order,
  fulfillment: Fulfillment,
  topic: "FULFILLMENTS_CREATE" | "FULFILLMENTS_UPDATE",
) => ({
  topic,
  payload: () => fulfillmentPayload(core, order, fulfillment),
});
export const editEvent = (
  core: Core,
  order: Order,
  additions: readonly Delta[],
  removals: readonly Delta[],
  note: string,
) => ({
  topic: "ORDERS_EDITED",
  payload: () => editPayload(core, order, additions, removals, note),
});
export interface Delta {
  readonly lineId: string;
  readonly delta: number;
}

export const routingEvent = (fulfillmentOrder: FulfillmentOrder, delayMs: number) => ({
  topic: "FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE",
  payload: () => ({
    fulfillment_order: { id: fulfillmentOrder.id, status: fulfillmentOrder.status.toLowerCase(), preparable: true },
  }),
  delayMs,
});

export const movedEvent = (from: FulfillmentOrder, to: FulfillmentOrder, sourceId: string) => ({
  topic: "FULFILLMENT_ORDERS_MOVED",
  payload: () => ({
    original_fulfillment_order: { id: from.id, status: from.status.toLowerCase(), assigned_location_id: sourceId },
    moved_fulfillment_order: { id: to.id, status: to.status.toLowerCase(), assigned_location_id: to.locationId },
    destination_location_id: to.locationId,
    fulfillment_order_line_items_requested: to.lines.map(({ id, remainingQuantity }) => ({
      id,
      quantity: remainingQuantity,
    })),
    source_location: { id: sourceId },
  }),
});

export function emitProduct(
  core: Core,
  product: Product,
  topic: "PRODUCTS_CREATE" | "PRODUCTS_UPDATE" | "PRODUCTS_DELETE",
): void {
  core.webhooks.emit([
    { topic, payload: () => (topic === "PRODUCTS_DELETE" ? { id: numberOfId(product.id) } : productPayload(product)) },
  ]);
}

export function emitLevel(core: Core, level: Level): void {
  core.webhooks.emit([
    {
      topic: "INVENTORY_LEVELS_UPDATE",
      payload: () => ({
        inventory_item_id: numberOfId(level.itemId),
        location_id: numberOfId(level.locationId),
        available: level.available,
        updated_at: dateTime(level.updatedAt),
        admin_graphql_api_id: level.id,
      }),
    },
  ]);
}

function productPayload(product: Product): Record<string, unknown> {
  return {
    admin_graphql_api_id: product.id,
    body_html: product.descriptionHtml,
    created_at: dateTime(product.createdAt),
    handle: product.handle,
    id: numberOfId(product.id),
    product_type: product.productType,
    published_at: [...product.publishedOn.values()].map(dateTime)[0] ?? null,
    template_suffix: product.templateSuffix,
    title: product.title,
    updated_at: dateTime(product.updatedAt),
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: "web",
    tags: product.tags.join(", "),
    variants: product.variants.slice(0, 100).map((variant, index) => {
      const names = choiceNames(product, variant);
      return {
        admin_graphql_api_id: variant.id,
        barcode: variant.barcode,
        compare_at_price: variant.compareAtPrice === null ? null : moneyText(variant.compareAtPrice),
        created_at: dateTime(variant.createdAt),
        id: numberOfId(variant.id),
        inventory_policy: variant.inventoryPolicy.toLowerCase(),
        position: index + 1,
        price: moneyText(variant.price),
        product_id: numberOfId(product.id),
        sku: variant.item.sku,
        taxable: variant.taxable,
        title: variantTitle(product, variant),
        updated_at: dateTime(variant.updatedAt),
        option1: names[0] ?? null,
        option2: names[1] ?? null,
        option3: names[2] ?? null,
        image_id: null,
        inventory_item_id: numberOfId(variant.item.id),
        inventory_quantity: levelTotal(variant.item),
        old_inventory_quantity: levelTotal(variant.item),
      };
    }),
    options: product.options.map((option, index) => ({
      name: option.name,
      id: numberOfId(option.id),
      product_id: numberOfId(product.id),
      position: index + 1,
      values: option.values.map(({ name }) => name),
    })),
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map(({ id, updatedAt }) => ({
      admin_graphql_api_id: id,
      updated_at: dateTime(updatedAt),
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}
