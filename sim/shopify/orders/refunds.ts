/** Refunds: money that goes back, with the lines and the shipping it stands for. */
import { only, type Core, type Doing, type MutationResolver, type Resolvers } from "../core.ts";
import { release, takeBack } from "../inventory/stock-moves.ts";
import { emitOrder, refundEvent } from "../payloads/emit.ts";
import type { LineItem } from "../records/order-lines.ts";
import type { Order } from "../records/orders.ts";
import type { Refund, Transaction } from "../records/payments.ts";
import { readCents } from "../schema.ts";
import { mintId } from "../state.ts";
import { isMoney, lineSubtotal, refundableOf, totalsOf } from "./order-totals.ts";
import { currencyProblem, shownOrder } from "./order-access.ts";
import { transaction } from "./payments.ts";
import { refundableUnits } from "./units.ts";

interface RefundLineInput {
  readonly lineItemId: string;
  readonly quantity: number;
  readonly restockType?: "NO_RESTOCK" | "CANCEL" | "RETURN" | "LEGACY_RESTOCK" | null;
  readonly locationId?: string | null;
}
interface TransactionInput {
  readonly orderId: string;
  readonly parentId?: string | null;
  readonly kind: string;
  readonly gateway: string;
  readonly amount: string;
}
interface RefundInput {
  readonly orderId: string;
  readonly note?: string | null;
  readonly notify?: boolean | null;
  readonly currency?: string | null;
  readonly discrepancyReason?: string | null;
  readonly refundLineItems?: readonly RefundLineInput[] | null;
  readonly shipping?: { readonly amount?: string | null; readonly fullRefund?: boolean | null } | null;
  readonly transactions?: readonly TransactionInput[] | null;
  readonly allowOverRefunding?: boolean | null;
}

const refundCreate: MutationResolver = ({ input }: { input: RefundInput }, { core, effect }: Doing) => {
  const { refundMethods, ...rest } = input as RefundInput & { refundMethods?: readonly unknown[] };
  only(rest, "RefundInput", [
    "orderId",
    "note",
    "notify",
    "currency",
    "discrepancyReason",
    "refundLineItems",
    "shipping",
    "transactions",
    "allowOverRefunding",
  ]);
  if (refundMethods && refundMethods.length > 0) only({ refundMethods }, "RefundInput", []);
  const order = shownOrder(core, input.orderId);
  const problem = order ? refundProblem(core, order, input) : { field: ["orderId"], message: "Order does not exist" };
  if (!order || problem) return { order: null, refund: null, userErrors: [problem] };
  const refund = applyRefund(core, order, input);
  const moved = order.transactions
    .filter(({ id }) => refund.transactionIds.includes(id))
    .reduce((sum, { amount }) => sum + amount, 0);
  effect({
    kind: "refund",
    id: refund.id,
    order: order.id,
    amount: moved,
    lines: refund.lines.map(({ lineId, quantity }) => `${lineId}:${quantity}`).join(","),
  });
  return { order, refund, userErrors: [] };
};

function refundProblem(
  core: Core,
  order: Order,
  input: RefundInput,
): { field: readonly string[]; message: string } | undefined {
  const currency = currencyProblem(core, order, input.currency);
  if (currency) return currency;
  const taken = new Map<string, number>();
  for (const [index, each] of (input.transactions ?? []).entries()) {
    const no = (part: string, message: string) => ({ field: ["transactions", String(index), part], message });
    const parent = order.transactions.find(({ id }) => id === each.parentId);
    const cents = readCents(each.amount);
    if (each.orderId !== order.id) return no("orderId", "Transaction's order must be the refund's");
    if (each.kind !== "REFUND") return no("kind", "Transaction's kind must be REFUND");
    if (!parent || !isMoney(parent))
      return no("parentId", "Parent transaction must be a successful sale or capture of the order");
    if (parent.gateway !== each.gateway) return no("gateway", "Gateway must be the parent transaction's");
    if (cents <= 0) return no("amount", "Amount must be greater than 0");
    taken.set(parent.id, (taken.get(parent.id) ?? 0) + cents);
    if ((taken.get(parent.id) ?? 0) > refundableOf(order, parent) && input.allowOverRefunding !== true)
      return no("amount", "Refund amount cannot be greater than what is left of the payment");
  }
  for (const [index, each] of (input.refundLineItems ?? []).entries()) {
    const no = (part: string, message: string) => ({ field: ["refundLineItems", String(index), part], message });
    const line = order.lines.find(({ id }) => id === each.lineItemId);
    if (!line) return no("lineItemId", "Line item does not exist");
    if (each.quantity < 1 || each.quantity > refundableUnits(order, line))
      return no("quantity", "Quantity cannot refund more items than were purchased");
    const restock = each.restockType ?? "NO_RESTOCK";
    if (restock === "CANCEL" && each.quantity > line.currentQuantity - line.fulfilledQuantity)
      return no("restockType", "Fulfilled units cannot be cancelled");
    if (restock === "RETURN" && !core.state.locations.get(each.locationId ?? "")?.isActive)
      return no("locationId", "Location is needed to restock");
  }
  const shipping = input.shipping?.amount ? readCents(input.shipping.amount) : 0;
  if (shipping < 0 || shipping > totalsOf(order, core.settings.taxesIncluded).shipping)
    return { field: ["shipping"], message: "Shipping refund exceeds what was paid for shipping" };
  return undefined;
}

/** Does a refund that has been checked. */
export function applyRefund(core: Core, order: Order, input: Omit<RefundInput, "orderId">): Refund {
  const lines = (input.refundLineItems ?? []).flatMap((each) => {
    const line = order.lines.find(({ id }) => id === each.lineItemId);
    return line ? [giveUp(core, order, line, each)] : [];
  });
  const shipping = input.shipping?.fullRefund
    ? totalsOf(order, core.settings.taxesIncluded).shipping
    : readCents(input.shipping?.amount ?? "0");
  const transactions = (input.transactions ?? []).flatMap((each) => {
    const parent = order.transactions.find(({ id }) => id === each.parentId);
    if (!parent) return [];
    const status = core.refundOutcome.get(parent.gateway) ?? "SUCCESS";
    const made = transaction(core, order, {
      kind: "REFUND",
      status,
      amount: readCents(each.amount),
      from: parent,
      parentId: parent.id,
    });
    order.transactions.push(made);
    return [made];
  });
  const refund: Refund = {
    id: mintId(core.state, "Refund"),
    orderId: order.id,
    note: input.note ?? null,
    createdAt: core.now(),
    transactionIds: transactions.map(({ id }) => id),
    lines,
    shipping,
  };
  order.refunds.push(refund);
  emitOrder(core, order, ["ORDERS_UPDATED"], [refundEvent(core, order, refund)]);
  return refund;
}

function giveUp(core: Core, order: Order, line: LineItem, input: RefundLineInput): Refund["lines"][number] {
  const restockType = input.restockType ?? "NO_RESTOCK";
  const subtotal =
    line.currentQuantity === 0 ? 0 : Math.round((lineSubtotal(line) * input.quantity) / line.currentQuantity);
  const open = line.currentQuantity - line.fulfilledQuantity;
  if (restockType === "RETURN") {
    takeBack(core, line, input.locationId ?? "", input.quantity);
    line.fulfilledQuantity -= Math.min(line.fulfilledQuantity, input.quantity);
  } else if (open > 0) release(core, order, line, Math.min(open, input.quantity), restockType === "CANCEL");
  line.currentQuantity -= input.quantity;
  line.fulfilledQuantity = Math.min(line.fulfilledQuantity, line.currentQuantity);
  return { lineId: line.id, quantity: input.quantity, restockType, locationId: input.locationId ?? null, subtotal };
}

export const refundMutations = { refundCreate };

interface SuggestArguments {
  readonly refundLineItems?: readonly RefundLineInput[] | null;
  readonly refundShipping?: boolean | null;
  readonly shippingAmount?: string | null;
  readonly suggestFullRefund?: boolean | null;
}

/** What Shopify would give back for the lines named, and over which payments. */
function suggest(core: Core, order: Order, args: SuggestArguments): Record<string, unknown> {
  const { received, refunded, shipping } = totalsOf(order, core.settings.taxesIncluded);
  const most = received - refunded;
  const wanted = (args.refundLineItems ?? []).reduce((sum, each) => {
    const line = order.lines.find(({ id }) => id === each.lineItemId);
    return line && line.currentQuantity > 0
      ? sum + Math.round((lineSubtotal(line) * each.quantity) / line.currentQuantity)
      : sum;
  }, 0);
  const back = args.suggestFullRefund
    ? most
    : Math.min(most, wanted + (args.refundShipping ? shipping : readCents(args.shippingAmount ?? "0")));
  let left = back;
  const transactions = order.transactions.flatMap((parent: Transaction) => {
    const refundable = refundableOf(order, parent);
    if (refundable <= 0) return [];
    const amount = Math.min(left, refundable);
    left -= amount;
    return [
      {
        kind: "SUGGESTED_REFUND",
        gateway: parent.gateway,
        formattedGateway: parent.formattedGateway,
        amountSet: amount,
        maximumRefundableSet: refundable,
        parentTransaction: parent,
      },
    ];
  });
  return { amountSet: back, maximumRefundableSet: most, subtotalSet: wanted, suggestedTransactions: transactions };
}

export const refundFields: Resolvers = {
  Order: { suggestedRefund: (order: Order, args: SuggestArguments, { core }) => suggest(core, order, args) },
};
