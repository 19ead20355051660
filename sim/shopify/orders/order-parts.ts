/** Parts of an order as resolvers see them: with their order, and only when the shop shows them. */
import type { Core } from "../core.ts";
import type { FulfillmentOrder } from "../records/fulfillments.ts";
import type { Order } from "../records/orders.ts";

export const within = <T extends object>(order: Order, list: readonly T[]): OfOrder<T>[] =>
  list.map((each) => ({ ...each, order }));

export type OfOrder<T> = T & { readonly order: Order };

/** Fulfillment orders appear once routing is done. */
export const routed = (core: Core, order: Order): readonly FulfillmentOrder[] =>
  core.now() >= order.routedAt ? order.fulfillmentOrders : [];
