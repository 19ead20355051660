/** A fulfilment, inside its order and as a webhook of its own. */
import type { Core } from "../core.ts";
import type { Fulfillment } from "../records/fulfillments.ts";
import type { Order } from "../records/orders.ts";
import { dateTime } from "../schema.ts";
import { numberOfId } from "../state.ts";
import { linePart } from "./order-line.ts";
import { address } from "./order-people.ts";

export function fulfillmentPayload(core: Core, order: Order, fulfillment: Fulfillment): Record<string, unknown> {
  return {
    ...fulfillmentPart(core, order, fulfillment),
    email: order.email ?? "",
    destination: address(order.shippingAddress),
  };
}

export function fulfillmentPart(core: Core, order: Order, fulfillment: Fulfillment): Record<string, unknown> {
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
