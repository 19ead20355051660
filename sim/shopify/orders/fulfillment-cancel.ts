/** fulfillmentCancel: the units are to leave again, and the order is as before. */
import type { Core, Doing, MutationResolver } from "../core.ts";
import { handBack } from "../inventory/stock-moves.ts";
import { emitOrder, fulfillmentEvent } from "../payloads/emit.ts";
import type { Fulfillment } from "../records/fulfillments.ts";
import type { Order } from "../records/orders.ts";

function find(core: Core, id: string): { readonly order: Order; readonly fulfillment: Fulfillment } | undefined {
  for (const order of core.state.orders.values()) {
    const fulfillment = order.fulfillments.find((each) => each.id === id);
    if (fulfillment) return { order, fulfillment };
  }
  return undefined;
}

export const fulfillmentCancel: MutationResolver = ({ id }: { id: string }, { core, effect }: Doing) => {
  const refuse = (message: string) => ({ fulfillment: null, userErrors: [{ field: ["id"], message }] });
  const found = find(core, id);
  if (!found) return refuse("Fulfillment does not exist.");
  const { order, fulfillment } = found;
  if (fulfillment.status === "CANCELLED") return refuse("Fulfillment is already cancelled.");
  if (order.cancelledAt !== null) return refuse("The order is cancelled.");
  applyFulfillmentCancel(core, order, fulfillment);
  effect({ kind: "fulfillment-cancelled", id, order: order.id });
  return { fulfillment, userErrors: [] };
};

/** What was refunded since it left does not come back. */
export function applyFulfillmentCancel(core: Core, order: Order, fulfillment: Fulfillment): void {
  fulfillment.status = "CANCELLED";
  fulfillment.updatedAt = core.now();
  for (const { lineId, quantity, fulfillmentOrderId } of fulfillment.lines) {
    const line = order.lines.find((each) => each.id === lineId);
    const units = Math.min(quantity, line?.fulfilledQuantity ?? 0);
    if (!line || units === 0) continue;
    line.fulfilledQuantity -= units;
    handBack(core, order, line, { units, fulfillmentOrderId, locationId: fulfillment.locationId });
  }
  emitOrder(core, order, ["ORDERS_UPDATED"], [fulfillmentEvent(core, order, fulfillment, "FULFILLMENTS_UPDATE")]);
}
