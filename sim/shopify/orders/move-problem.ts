/** Why a fulfillment order cannot go to another location. */
import type { Core } from "../core.ts";
import type { FulfillmentOrder } from "../records/fulfillments.ts";
import type { Order } from "../records/orders.ts";

export interface MoveProblem {
  readonly field: "id" | "newLocationId";
  readonly message: string;
}

export function moveProblem(
  core: Core,
  order: Order,
  fulfillmentOrder: FulfillmentOrder,
  to: string,
): MoveProblem | undefined {
  // Closed, on hold, or with progress reported (as "ready for pickup" does).
  if (fulfillmentOrder.status !== "OPEN")
    return { field: "id", message: "The fulfillment order is not in a state that can be moved." };
  if (!core.state.locations.get(to)?.isActive) return { field: "newLocationId", message: "Location does not exist." };
  const isStocked = fulfillmentOrder.lines.every(({ lineId }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    const variant = line?.variantId ? core.state.variants.get(line.variantId) : undefined;
    return !variant?.item.tracked || variant.item.levels.get(to)?.isActive === true;
  });
  return isStocked
    ? undefined
    : { field: "newLocationId", message: "The fulfillment order contains items that are not stocked at the location." };
}
