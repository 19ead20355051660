/** orderCancel: a job that ends later, cannot be undone, and voids what was only authorised. */
import { NotSimulated, type Core, type Doing, type MutationResolver, type Resolvers } from "../core.ts";
import { release } from "../inventory/stock-moves.ts";
import { emitOrder, refundEvent } from "../payloads/emit.ts";
import type { CancelJob } from "../records/operations.ts";
import type { Order } from "../records/orders.ts";
import type { Refund } from "../records/payments.ts";
import { mintId } from "../state.ts";
import { capturableOf, refundableOf } from "./order-totals.ts";
import { transaction } from "./payments.ts";

export interface CancelOptions {
  readonly reason: string;
  readonly restock: boolean;
  readonly refund: boolean;
}

/** Why an order cannot be cancelled. */
export function cancelProblem(core: Core, order: Order, { restock }: CancelOptions): string | undefined {
  if (order.cancelledAt !== null) return "Cannot cancel an order that has already been canceled";
  if (order.returns.some(({ status }) => status === "OPEN" || status === "REQUESTED"))
    return "Cannot cancel an order with active returns";
  if (order.transactions.some(({ kind, status }) => kind === "AUTHORIZATION" && status === "PENDING"))
    return "Cannot cancel an order with pending payment authorizations";
  if (order.lines.some(({ fulfilledQuantity }) => fulfilledQuantity > 0))
    return "Cannot cancel an order with fulfillments that can't be canceled";
  const paid = order.transactions.some((each) => refundableOf(order, each) > 0);
  if (
    restock &&
    paid &&
    order.fulfillmentOrders.some(({ locationId }) => !core.state.locations.get(locationId)?.isActive)
  )
    return "Cannot restock inventory at a deactivated location";
  return undefined;
}

export function applyCancel(core: Core, order: Order, { reason, restock, refund }: CancelOptions): void {
  const lines: Refund["lines"] = order.lines
    .filter(({ currentQuantity }) => currentQuantity > 0)
    .map((line) => {
      const locationId =
        order.fulfillmentOrders.find((each) => each.lines.some(({ lineId }) => lineId === line.id))?.locationId ?? null;
      const active = core.state.locations.get(locationId ?? "")?.isActive === true;
      const quantity = line.currentQuantity;
      release(core, order, line, quantity, restock && active);
      line.currentQuantity = 0;
      return {
        lineId: line.id,
        quantity,
        restockType: restock && active ? "CANCEL" : "NO_RESTOCK",
        locationId: restock && active ? locationId : null,
        subtotal: 0,
      };
    });
  for (const fulfillmentOrder of order.fulfillmentOrders)
    if (fulfillmentOrder.status !== "CLOSED" || lines.length > 0) fulfillmentOrder.status = "CLOSED";
  const moved: string[] = [];
  for (const each of order.transactions.slice()) {
    const authorised = capturableOf(order, each);
    if (authorised > 0)
      order.transactions.push(
        transaction(core, order, {
          kind: "VOID",
          status: "SUCCESS",
          amount: authorised,
          from: each,
          parentId: each.id,
        }),
      );
    const refundable = refund ? refundableOf(order, each) : 0;
    if (refundable > 0) {
      const back = transaction(core, order, {
        kind: "REFUND",
        status: core.refundOutcome.get(each.gateway) ?? "SUCCESS",
        amount: refundable,
        from: each,
        parentId: each.id,
      });
      order.transactions.push(back);
      moved.push(back.id);
    }
    if (each.status === "PENDING") each.status = "FAILURE";
  }
  order.cancelledAt = core.now();
  order.cancelReason = reason;
  order.closedAt = core.now();
  const record: Refund = {
    id: mintId(core.state, "Refund"),
    orderId: order.id,
    note: null,
    createdAt: core.now(),
    transactionIds: moved,
    lines,
    shipping: 0,
  };
  order.refunds.push(record);
  emitOrder(core, order, ["ORDERS_CANCELLED", "ORDERS_UPDATED"], [refundEvent(core, order, record)]);
}

interface Arguments {
  readonly orderId: string;
  readonly reason: string;
  readonly restock: boolean;
  readonly refund?: boolean | null;
  readonly refundMethod?: {
    readonly originalPaymentMethodsRefund?: boolean | null;
    readonly storeCreditRefund?: unknown;
  } | null;
  readonly notifyCustomer?: boolean | null;
  readonly staffNote?: string | null;
}

const orderCancel: MutationResolver = (args: Arguments, { core, effect }: Doing) => {
  if (args.refundMethod?.storeCreditRefund) throw new NotSimulated("OrderCancelRefundMethodInput.storeCreditRefund");
  const refuse = (field: string, code: string, message: string) => ({
    job: null,
    jobResult: null,
    orderCancelUserErrors: [{ field: [field], code, message }],
    userErrors: [],
  });
  const order = core.state.orders.get(args.orderId);
  if (!order) return refuse("orderId", "NOT_FOUND", "Order does not exist");
  if ((args.staffNote?.length ?? 0) > 255)
    return refuse("staffNote", "INVALID", "Staff note is too long (maximum is 255 characters)");
  if (args.refund && args.refundMethod)
    return refuse("refundMethod", "INVALID", "Only one of refund and refundMethod may be given");
  const options: CancelOptions = {
    reason: args.reason,
    restock: args.restock,
    refund: args.refundMethod?.originalPaymentMethodsRefund ?? args.refund ?? false,
  };
  const problem = cancelProblem(core, order, options);
  if (problem) return refuse("orderId", "INVALID", problem);
  const job: CancelJob = {
    id: mintId(core.state, "OrderCancelJobResult"),
    orderId: order.id,
    done: false,
    status: "STARTED",
    errors: [],
  };
  core.state.cancelJobs.set(job.id, job);
  core.jobs.push({
    at: core.now() + core.settings.cancelMs,
    run: () => {
      const late = cancelProblem(core, order, options);
      if (late)
        Object.assign(job, { done: true, status: "FAILED", errors: [{ field: null, code: "INVALID", message: late }] });
      else {
        applyCancel(core, order, options);
        Object.assign(job, { done: true, status: "SUCCEEDED" });
        core.journal.shopActions.push({
          at: core.now(),
          effect: {
            kind: "order-cancelled",
            id: order.id,
            by: "app",
            restock: options.restock,
            refund: options.refund,
          },
        });
      }
    },
  });
  effect({
    kind: "cancel-asked",
    id: order.id,
    reason: args.reason,
    restock: options.restock,
    refund: options.refund,
    notify: args.notifyCustomer === true,
    note: args.staffNote ?? null,
  });
  return {
    job: { id: job.id.replace("OrderCancelJobResult", "Job"), done: false },
    jobResult: { ...job },
    orderCancelUserErrors: [],
    userErrors: [],
  };
};

export const cancelMutations = { orderCancel };

export const cancelFields: Resolvers = {
  OrderCancelJobResult: {
    order: ({ orderId }: CancelJob, _: unknown, { core }) => core.state.orders.get(orderId) ?? null,
  },
};
