/** Fulfillment orders and fulfillments as they are read. */
import type { Resolvers } from "../core.ts";
import type { Fulfillment, FulfillmentOrder, FulfillmentOrderLine } from "../records/fulfillments.ts";
import { numberOfId } from "../state.ts";
import { within, type OfOrder } from "./order-parts.ts";

export const fulfillmentFields: Resolvers = {
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
    displayStatus: ({ status, events }: Fulfillment) =>
      status === "CANCELLED" ? "CANCELED" : (events.at(-1)?.status ?? "FULFILLED"),
    totalQuantity: ({ lines }: Fulfillment) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
  },
};

function supportedActions({ status, lines }: FulfillmentOrder): string[] {
  if (status === "ON_HOLD") return ["RELEASE_HOLD", "HOLD"];
  if (status === "SCHEDULED") return ["MARK_AS_OPEN"];
  if ((status === "OPEN" || status === "IN_PROGRESS") && lines.some(({ remainingQuantity }) => remainingQuantity > 0))
    return ["CREATE_FULFILLMENT", "MOVE", "HOLD", "SPLIT"];
  return [];
}
