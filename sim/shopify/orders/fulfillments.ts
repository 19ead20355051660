/** Fulfilments: handing over, tracking, pickup, moving to another location. */
import { NotSimulated, only, type Core, type Doing, type MutationResolver, type UserError } from "../core.ts";
import { closeIfDone, handOver, relocate } from "../inventory/stock-moves.ts";
import { emitOrder, fulfillmentEvent, movedEvent } from "../payloads/emit.ts";
import type { Fulfillment, FulfillmentOrder } from "../records/fulfillments.ts";
import type { Order } from "../records/orders.ts";
import { mintId } from "../state.ts";
import { fulfillmentCancel } from "./fulfillment-cancel.ts";
import { moveProblem } from "./move-problem.ts";
import { visible } from "./order-parts.ts";
import { fulfillmentStatus } from "./order-totals.ts";

interface TrackingInput {
  readonly company?: string | null;
  readonly number?: string | null;
  readonly numbers?: readonly string[] | null;
  readonly url?: string | null;
  readonly urls?: readonly string[] | null;
}
interface FulfillmentInput {
  readonly lineItemsByFulfillmentOrder: readonly {
    readonly fulfillmentOrderId: string;
    readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[] | null;
  }[];
  readonly notifyCustomer?: boolean | null;
  readonly trackingInfo?: TrackingInput | null;
}

interface Found {
  readonly order: Order;
  readonly fulfillmentOrder: FulfillmentOrder;
}

function find(core: Core, id: string): Found | undefined {
  for (const order of core.state.orders.values()) {
    const fulfillmentOrder = visible(core, order).find((each) => each.id === id);
    if (fulfillmentOrder) return { order, fulfillmentOrder };
  }
  return undefined;
}

function tracking(input: TrackingInput | null | undefined): Fulfillment["trackingInfo"] {
  if (!input) return [];
  const numbers = input.numbers ?? (input.number ? [input.number] : []);
  const urls = input.urls ?? (input.url ? [input.url] : []);
  return Array.from({ length: Math.max(numbers.length, urls.length) }, (_, index) => ({
    company: input.company ?? null,
    number: numbers[index] ?? null,
    url: urls[index] ?? null,
  }));
}

const fulfillmentCreate: MutationResolver = (
  { fulfillment: input }: { fulfillment: FulfillmentInput },
  { core, effect }: Doing,
) => {
  only(input, "FulfillmentInput", ["lineItemsByFulfillmentOrder", "notifyCustomer", "trackingInfo"]);
  const refuse = (field: readonly string[], message: string) => ({
    fulfillment: null,
    userErrors: [{ field: ["fulfillment", ...field], message }],
  });
  const parts: { found: Found; lines: { id: string; quantity: number }[] }[] = [];
  if (input.lineItemsByFulfillmentOrder.length === 0)
    return refuse(["lineItemsByFulfillmentOrder"], "At least one fulfillment order is needed");
  for (const [index, part] of input.lineItemsByFulfillmentOrder.entries()) {
    const at = ["lineItemsByFulfillmentOrder", String(index)];
    const found = find(core, part.fulfillmentOrderId);
    if (!found) return refuse([...at, "fulfillmentOrderId"], "Fulfillment order does not exist.");
    const { fulfillmentOrder } = found;
    if (fulfillmentOrder.status !== "OPEN" && fulfillmentOrder.status !== "IN_PROGRESS")
      return refuse(
        [...at, "fulfillmentOrderId"],
        `Fulfillment order ${fulfillmentOrder.id} has an unfulfillable status= ${fulfillmentOrder.status.toLowerCase()}.`,
      );
    const first = parts[0]?.found;
    if (first && first.order !== found.order)
      return refuse(at, "All fulfillment orders must belong to the same order.");
    if (first && first.fulfillmentOrder.locationId !== fulfillmentOrder.locationId)
      return refuse(at, "All fulfillment orders must be assigned to the same location.");
    const named = part.fulfillmentOrderLineItems;
    const lines =
      named && named.length > 0
        ? named.map(({ id, quantity }) => ({ id, quantity }))
        : fulfillmentOrder.lines
            .filter(({ remainingQuantity }) => remainingQuantity > 0)
            .map(({ id, remainingQuantity }) => ({ id, quantity: remainingQuantity }));
    for (const { id, quantity } of lines) {
      const line = fulfillmentOrder.lines.find((each) => each.id === id);
      if (!line) return refuse(at, "Fulfillment order line item does not exist.");
      if (quantity < 1 || quantity > line.remainingQuantity)
        return refuse(at, "Invalid fulfillment order line item quantity requested.");
    }
    if (lines.length === 0) return refuse(at, "Fulfillment order has nothing left to fulfill.");
    parts.push({ found, lines });
  }
  const [first] = parts;
  if (!first) return refuse([], "At least one fulfillment order is needed");
  const made = applyFulfillment(
    core,
    first.found.order,
    parts.map(({ found, lines }) => ({ fulfillmentOrder: found.fulfillmentOrder, lines })),
    tracking(input.trackingInfo),
  );
  effect({
    kind: "fulfillment",
    id: made.id,
    order: made.orderId,
    units: made.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    tracking: made.trackingInfo[0]?.number ?? null,
    notify: input.notifyCustomer === true,
  });
  return { fulfillment: made, userErrors: [] };
};

/** Does a fulfillment that has been checked. */
export function applyFulfillment(
  core: Core,
  order: Order,
  parts: readonly {
    readonly fulfillmentOrder: FulfillmentOrder;
    readonly lines: readonly { readonly id: string; readonly quantity: number }[];
  }[],
  trackingInfo: Fulfillment["trackingInfo"] = [],
): Fulfillment {
  const done: Fulfillment["lines"][number][] = [];
  for (const { fulfillmentOrder, lines } of parts)
    for (const { id, quantity } of lines) {
      const line = fulfillmentOrder.lines.find((each) => each.id === id);
      const orderLine = order.lines.find((each) => each.id === line?.lineId);
      if (!line || !orderLine) continue;
      line.remainingQuantity -= quantity;
      orderLine.fulfilledQuantity += quantity;
      handOver(core, orderLine, fulfillmentOrder.locationId, quantity);
      closeIfDone(core, fulfillmentOrder);
      done.push({ lineId: orderLine.id, quantity, fulfillmentOrderId: fulfillmentOrder.id });
    }
  const made: Fulfillment = {
    id: mintId(core.state, "Fulfillment"),
    orderId: order.id,
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: "SUCCESS",
    locationId: parts[0]?.fulfillmentOrder.locationId ?? "",
    lines: done,
    events: [],
    trackingInfo,
    createdAt: core.now(),
    updatedAt: core.now(),
  };
  order.fulfillments.push(made);
  const whole = fulfillmentStatus(order) === "FULFILLED";
  emitOrder(
    core,
    order,
    [whole ? "ORDERS_FULFILLED" : "ORDERS_PARTIALLY_FULFILLED", "ORDERS_UPDATED"],
    [fulfillmentEvent(core, order, made, "FULFILLMENTS_CREATE")],
  );
  return made;
}

const trackingUpdate: MutationResolver = (
  { fulfillmentId, trackingInfoInput }: { fulfillmentId: string; trackingInfoInput: TrackingInput },
  { core, effect }: Doing,
) => {
  for (const order of core.state.orders.values()) {
    const fulfillment = order.fulfillments.find(({ id }) => id === fulfillmentId);
    if (!fulfillment) continue;
    fulfillment.trackingInfo = tracking(trackingInfoInput);
    fulfillment.updatedAt = core.now();
    effect({ kind: "tracking", id: fulfillmentId, number: fulfillment.trackingInfo[0]?.number ?? null });
    emitOrder(core, order, ["ORDERS_UPDATED"], [fulfillmentEvent(core, order, fulfillment, "FULFILLMENTS_UPDATE")]);
    return { fulfillment, userErrors: [] };
  }
  return { fulfillment: null, userErrors: [{ field: ["fulfillmentId"], message: "Fulfillment does not exist." }] };
};

const eventCreate: MutationResolver = (
  { fulfillmentEvent: input }: { fulfillmentEvent: { fulfillmentId: string; status: string } },
  { core, effect }: Doing,
) => {
  only(input, "FulfillmentEventInput", ["fulfillmentId", "status"]);
  for (const order of core.state.orders.values()) {
    const fulfillment = order.fulfillments.find(({ id }) => id === input.fulfillmentId);
    if (!fulfillment) continue;
    if (fulfillment.status === "CANCELLED")
      return {
        fulfillmentEvent: null,
        userErrors: [{ field: ["fulfillmentEvent", "fulfillmentId"], message: "Fulfillment is cancelled." }],
      };
    const made = { id: mintId(core.state, "FulfillmentEvent"), status: input.status, happenedAt: core.now() };
    fulfillment.events.push(made);
    fulfillment.updatedAt = core.now();
    effect({ kind: "fulfillment-event", id: fulfillment.id, order: order.id, status: input.status });
    emitOrder(core, order, ["ORDERS_UPDATED"], [fulfillmentEvent(core, order, fulfillment, "FULFILLMENTS_UPDATE")]);
    return { fulfillmentEvent: made, userErrors: [] };
  }
  return {
    fulfillmentEvent: null,
    userErrors: [{ field: ["fulfillmentEvent", "fulfillmentId"], message: "Fulfillment does not exist." }],
  };
};

const preparedForPickup: MutationResolver = (
  { input }: { input: { lineItemsByFulfillmentOrder: readonly { fulfillmentOrderId: string }[] } },
  { core, effect }: Doing,
) => {
  const errors: UserError[] = [];
  const ready: Found[] = [];
  for (const [index, { fulfillmentOrderId }] of input.lineItemsByFulfillmentOrder.entries()) {
    const field = ["input", "lineItemsByFulfillmentOrder", String(index), "fulfillmentOrderId"];
    const found = find(core, fulfillmentOrderId);
    if (!found || found.fulfillmentOrder.method !== "PICK_UP")
      errors.push({ field, code: "FULFILLMENT_ORDER_INVALID", message: "Invalid fulfillment order ID provided." });
    else if (!found.fulfillmentOrder.lines.some(({ remainingQuantity }) => remainingQuantity > 0))
      errors.push({
        field,
        code: "NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER",
        message: "The fulfillment order does not have any line items that can be prepared.",
      });
    else ready.push(found);
  }
  if (errors.length > 0) return { userErrors: errors };
  for (const { order, fulfillmentOrder } of ready) {
    fulfillmentOrder.preparedForPickup = true;
    fulfillmentOrder.status = "IN_PROGRESS";
    fulfillmentOrder.updatedAt = core.now();
    effect({ kind: "ready-for-pickup", id: fulfillmentOrder.id, order: order.id });
    emitOrder(core, order, ["ORDERS_UPDATED"]);
  }
  return { userErrors: [] };
};

const move: MutationResolver = (
  args: { id: string; newLocationId: string; fulfillmentOrderLineItems?: unknown },
  { core, effect }: Doing,
) => {
  if (args.fulfillmentOrderLineItems)
    throw new NotSimulated("Mutation.fulfillmentOrderMove(fulfillmentOrderLineItems:)");
  const refuse = (field: string, message: string) => ({
    movedFulfillmentOrder: null,
    originalFulfillmentOrder: null,
    remainingFulfillmentOrder: null,
    userErrors: [{ field: [field], message }],
  });
  const found = find(core, args.id);
  if (!found) return refuse("id", "Fulfillment order does not exist.");
  const { order, fulfillmentOrder } = found;
  const problem = moveProblem(core, order, fulfillmentOrder, args.newLocationId);
  if (problem) return refuse(problem.field, problem.message);
  const from = fulfillmentOrder.locationId;
  const moved = relocate(core, order, fulfillmentOrder, args.newLocationId);
  effect({ kind: "fulfillment-order-moved", id: fulfillmentOrder.id, from, to: args.newLocationId });
  emitOrder(core, order, ["ORDERS_UPDATED"], [movedEvent(fulfillmentOrder, moved, from)]);
  return {
    movedFulfillmentOrder: moved,
    originalFulfillmentOrder: fulfillmentOrder,
    remainingFulfillmentOrder: null,
    userErrors: [],
  };
};

export const fulfillmentMutations = {
  fulfillmentCreate,
  fulfillmentCancel,
  fulfillmentEventCreate: eventCreate,
  fulfillmentTrackingInfoUpdate: trackingUpdate,
  fulfillmentOrderLineItemsPreparedForPickup: preparedForPickup,
  fulfillmentOrderMove: move,
};
