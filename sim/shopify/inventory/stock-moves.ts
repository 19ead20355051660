/** How an order's units move between the states of stock, through its fulfillment orders. */
import type { Core } from "../core.ts";
import { emitLevel } from "../payloads/emit.ts";
import type { FulfillmentOrder } from "../records/fulfillments.ts";
import type { LineItem } from "../records/order-lines.ts";
import type { Order } from "../records/orders.ts";
import { mintId } from "../state.ts";
import { levelOf } from "./levels.ts";

/** Shopify keeps no stock of untracked items, nor of deleted variants. */
function levelFor(core: Core, line: LineItem, locationId: string) {
  const variant = line.variantId === null ? undefined : core.state.variants.get(line.variantId);
  return variant?.item.tracked ? levelOf(core, variant.item, locationId, false) : undefined;
}

function shift(core: Core, line: LineItem, locationId: string, available: number, committed: number): void {
  const level = levelFor(core, line, locationId);
  if (!level) return;
  level.available += available;
  level.committed += committed;
  level.updatedAt = core.now();
  emitLevel(core, level);
}

/** Units taken off an unfulfilled line: back to available when restocked, else no longer in the shop. */
export function release(core: Core, order: Order, line: LineItem, quantity: number, restock: boolean): void {
  let left = quantity;
  for (const fulfillmentOrder of order.fulfillmentOrders) {
    const part = fulfillmentOrder.lines.find(({ lineId }) => lineId === line.id);
    if (!part || left <= 0) continue;
    const taken = Math.min(left, part.remainingQuantity);
    if (taken === 0) continue;
    left -= taken;
    part.remainingQuantity -= taken;
    part.totalQuantity -= taken;
    shift(core, line, fulfillmentOrder.locationId, restock ? taken : 0, -taken);
    closeIfDone(core, fulfillmentOrder);
  }
}

/** More units of a line, at a location or where the order is fulfilled already. Stock may go below zero: an edit is not a checkout. */
export function reserve(core: Core, order: Order, line: LineItem, quantity: number, locationId?: string | null): void {
  const open = order.fulfillmentOrders.filter(({ status }) => status === "OPEN" || status === "IN_PROGRESS");
  const target =
    open.find((each) =>
      locationId ? each.locationId === locationId : each.lines.some(({ lineId }) => lineId === line.id),
    ) ??
    open.find((each) => !locationId || each.locationId === locationId) ??
    makeFulfillmentOrder(core, order, locationId);
  const part = target.lines.find(({ lineId }) => lineId === line.id);
  if (part) {
    part.totalQuantity += quantity;
    part.remainingQuantity += quantity;
  } else
    target.lines.push({
      id: mintId(core.state, "FulfillmentOrderLineItem"),
      lineId: line.id,
      totalQuantity: quantity,
      remainingQuantity: quantity,
    });
  target.updatedAt = core.now();
  shift(core, line, target.locationId, -quantity, quantity);
}

/** Units handed over: no longer committed, no longer on hand. */
export const handOver = (core: Core, line: LineItem, locationId: string, quantity: number): void =>
  shift(core, line, locationId, 0, -quantity);

/**
 * Units of a cancelled fulfillment are committed again: in their fulfillment order while it is open, else in a new one
 * at the same location.
 */
export function handBack(
  core: Core,
  order: Order,
  line: LineItem,
  from: { readonly units: number; readonly fulfillmentOrderId: string; readonly locationId: string },
): void {
  const isOpen = ({ status }: FulfillmentOrder) => status === "OPEN" || status === "IN_PROGRESS";
  const own = order.fulfillmentOrders.find(({ id }) => id === from.fulfillmentOrderId);
  const held = own && isOpen(own) ? own.lines.find(({ lineId }) => lineId === line.id) : undefined;
  if (held) held.remainingQuantity += from.units;
  else {
    const target =
      order.fulfillmentOrders.find(
        (each) => each !== own && isOpen(each) && each.replaces === from.fulfillmentOrderId,
      ) ?? Object.assign(makeFulfillmentOrder(core, order, from.locationId), { replaces: from.fulfillmentOrderId });
    target.lines.push({
      id: mintId(core.state, "FulfillmentOrderLineItem"),
      lineId: line.id,
      totalQuantity: from.units,
      remainingQuantity: from.units,
    });
  }
  shift(core, line, from.locationId, 0, from.units);
}

/** Units that came back. */
export const takeBack = (core: Core, line: LineItem, locationId: string, quantity: number): void =>
  shift(core, line, locationId, quantity, 0);

/**
 * The commitment goes to another location with the fulfillment order; where a part of it has left, with a new one for the
 * rest, and the first one closes. @returns the one at the new location
 */
export function relocate(core: Core, order: Order, from: FulfillmentOrder, to: string): FulfillmentOrder {
  for (const { lineId, remainingQuantity } of from.lines) {
    const line = order.lines.find(({ id }) => id === lineId);
    if (!line) continue;
    shift(core, line, from.locationId, remainingQuantity, -remainingQuantity);
    shift(core, line, to, -remainingQuantity, remainingQuantity);
  }
  from.updatedAt = core.now();
  if (from.lines.every(({ totalQuantity, remainingQuantity }) => totalQuantity === remainingQuantity)) {
    from.locationId = to;
    return from;
  }
  const made = makeFulfillmentOrder(core, order, to);
  for (const line of from.lines) {
    const { lineId, remainingQuantity } = line;
    if (remainingQuantity === 0) continue;
    line.totalQuantity -= remainingQuantity;
    line.remainingQuantity = 0;
    made.lines.push({
      id: mintId(core.state, "FulfillmentOrderLineItem"),
      lineId,
      totalQuantity: remainingQuantity,
      remainingQuantity,
    });
  }
  closeIfDone(core, from);
  return made;
}

/** Units of a fulfillment order become one of their own, at the same location. Undefined: nothing would stay behind. */
export function splitOff(
  core: Core,
  order: Order,
  from: FulfillmentOrder,
  units: number,
): FulfillmentOrder | undefined {
  const left = from.lines.reduce((sum, { remainingQuantity }) => sum + remainingQuantity, 0);
  if (from.status !== "OPEN" || units < 1 || units >= left) return undefined;
  const made = makeFulfillmentOrder(core, order, from.locationId);
  let open = units;
  for (const line of from.lines) {
    const taken = Math.min(open, line.remainingQuantity);
    if (taken === 0) continue;
    open -= taken;
    line.remainingQuantity -= taken;
    line.totalQuantity -= taken;
    made.lines.push({
      id: mintId(core.state, "FulfillmentOrderLineItem"),
      lineId: line.lineId,
      totalQuantity: taken,
      remainingQuantity: taken,
    });
  }
  from.updatedAt = core.now();
  return made;
}

export function closeIfDone(core: Core, fulfillmentOrder: FulfillmentOrder): void {
  if (fulfillmentOrder.lines.some(({ remainingQuantity }) => remainingQuantity > 0)) return;
  fulfillmentOrder.status = "CLOSED";
  fulfillmentOrder.updatedAt = core.now();
}

function makeFulfillmentOrder(core: Core, order: Order, locationId?: string | null): FulfillmentOrder {
  const [like] = order.fulfillmentOrders;
  const made: FulfillmentOrder = {
    id: mintId(core.state, "FulfillmentOrder"),
    orderId: order.id,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    locationId: locationId ?? like?.locationId ?? [...core.state.locations.keys()][0] ?? "",
    fulfillAt: core.now(),
    method: like?.method ?? "SHIPPING",
    methodId: mintId(core.state, "DeliveryMethod"),
    presentedName: like?.presentedName ?? "",
    window: like?.window ?? null,
    instructions: null,
    holds: [],
    lines: [],
    createdAt: core.now(),
    updatedAt: core.now(),
    preparedForPickup: false,
  };
  order.fulfillmentOrders.push(made);
  return made;
}
