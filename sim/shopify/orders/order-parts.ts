/** Parts of an order as resolvers see them: with their order, and only when the shop shows them. */
import type { Core } from "../core.ts";
import type { FulfillmentOrder } from "../records/fulfillments.ts";
import type { Order } from "../records/orders.ts";

export const within = <T extends object>(order: Order, list: readonly T[]): OfOrder<T>[] =>
  list.map((each) => ({ ...each, order }));

export type OfOrder<T> = T & { readonly order: Order };

/** Fulfillment orders appear once routing is done. */
const routed = (core: Core, order: Order): readonly FulfillmentOrder[] =>
  core.now() >= order.routedAt ? order.fulfillmentOrders : [];

/** Those that the app may see: of the merchant's own locations, or of fulfilment services. The others are left out in silence. */
export const visible = (core: Core, order: Order): readonly FulfillmentOrder[] =>
  routed(core, order).filter(({ locationId }) =>
    core.state.locations.get(locationId)?.isFulfillmentService
      ? core.scopes.has("read_third_party_fulfillment_orders")
      : core.scopes.has("read_merchant_managed_fulfillment_orders"),
  );
