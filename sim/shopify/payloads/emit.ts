/** Sends each event to the webhooks; REST payloads are made only for subscribed topics. */
import type { Core } from "../core.ts";
import type { Fulfillment, FulfillmentOrder } from "../records/fulfillments.ts";
import type { Order } from "../records/orders.ts";
import type { Refund } from "../records/payments.ts";
import type { Product } from "../records/products.ts";
import type { Level } from "../records/stock.ts";
import { dateTime } from "../schema.ts";
import { numberOfId } from "../state.ts";
import { fulfillmentPayload } from "./fulfillment.ts";
import { editPayload, type Delta } from "./order-edit.ts";
import { orderPayload } from "./order.ts";
import { productPayload } from "./product.ts";
import { refundPayload } from "./refund.ts";

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
