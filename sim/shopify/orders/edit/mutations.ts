/** An edit begun, its lines changed, and its commit: nothing of the order changes before that. */
import type { Doing, MutationResolver } from "../../core.ts";
import type { Delta } from "../../payloads/order-edit.ts";
import { readCents } from "../../schema.ts";
import { shownOrder } from "../order-access.ts";
import { totalsOf } from "../order-totals.ts";
import { editProblems, isEditable } from "../units.ts";
import { commitEdit } from "./commit.ts";
import { beginEdit, changed, isStale, NOT_EDITABLE, refused, sessionOf } from "./session.ts";

export const orderEditBegin: MutationResolver = ({ id }: { id: string }, { core, effect }: Doing) => {
  const order = shownOrder(core, id);
  if (!order) return refused("The order does not exist.");
  if (!isEditable(core, order)) return refused(`${NOT_EDITABLE} ${editProblems(core, order).join(" ")}`);
  const edit = beginEdit(core, order);
  effect({ kind: "edit-begun", id, edit: edit.id });
  return {
    calculatedOrder: edit,
    orderEditSession: { id: edit.id.replace("CalculatedOrder", "OrderEditSession") },
    userErrors: [],
  };
};

export const orderEditSetQuantity: MutationResolver = (
  args: { id: string; lineItemId: string; quantity: number; restock?: boolean | null },
  { core }: Doing,
) => {
  const edit = sessionOf(core, args.id);
  if (!edit) return refused("The calculated order does not exist.");
  const line = edit.lines.find(({ id }) => id === args.lineItemId);
  if (!line) return refused("The line item does not exist.", ["lineItemId"]);
  if (args.quantity < 0) return refused("Quantity must be greater than or equal to 0", ["quantity"]);
  const fulfilled =
    core.state.orders.get(edit.orderId)?.lines.find(({ id }) => id === line.lineId)?.fulfilledQuantity ?? 0;
  if (args.quantity < fulfilled)
    return refused(`Quantity cannot be less than the ${fulfilled} units already fulfilled`, ["quantity"]);
  line.quantity = args.quantity;
  line.restock = args.restock ?? false;
  return changed(edit, line);
};

interface DiscountArguments {
  readonly id: string;
  readonly lineItemId: string;
  readonly discount: {
    readonly description?: string | null;
    readonly fixedValue?: { readonly amount: string } | null;
    readonly percentValue?: number | null;
  };
}

/** A fixed value is per unit. */
export const orderEditAddLineItemDiscount: MutationResolver = (
  { id, lineItemId, discount }: DiscountArguments,
  { core }: Doing,
) => {
  const edit = sessionOf(core, id);
  if (!edit) return refused("The calculated order does not exist.");
  const line = edit.lines.find((each) => each.id === lineItemId);
  if (!line) return refused("The line item does not exist.", ["lineItemId"]);
  if (line.lineId !== null) return refused("Only added line items take a discount.", ["lineItemId"]);
  const { fixedValue, percentValue } = discount;
  if ((fixedValue ? 1 : 0) + (typeof percentValue === "number" ? 1 : 0) !== 1)
    return refused("Exactly one of fixedValue and percentValue is expected", ["discount"]);
  const perUnit = fixedValue ? readCents(fixedValue.amount) : Math.round((line.unitPrice * (percentValue ?? 0)) / 100);
  if (perUnit <= 0 || perUnit > line.unitPrice)
    return refused("Discount must be between 0 and the price", ["discount"]);
  line.discount = perUnit * line.quantity;
  line.discountTitle = discount.description ?? null;
  return changed(edit, line);
};

export const orderEditCommit: MutationResolver = (
  args: { id: string; notifyCustomer?: boolean | null; staffNote?: string | null },
  { core, effect }: Doing,
) => {
  const edit = sessionOf(core, args.id);
  const order = edit ? core.state.orders.get(edit.orderId) : undefined;
  const no = (message: string) => ({ order: null, successMessages: null, userErrors: [{ field: ["id"], message }] });
  if (!edit || !order) return no("The calculated order does not exist.");
  if (!isEditable(core, order)) return no(NOT_EDITABLE);
  if (isStale(edit, order)) return no("The order has changed since this edit was begun.");
  const before = totalsOf(order, core.settings.taxesIncluded).total;
  const { additions, removals } = commitEdit(core, edit, args.staffNote ?? "");
  const after = totalsOf(order, core.settings.taxesIncluded).total;
  const text = (deltas: readonly Delta[]) => deltas.map(({ lineId, delta }) => `${lineId}:${delta}`).join(",");
  effect({
    kind: "edit-committed",
    id: order.id,
    totalFrom: before,
    total: after,
    additions: text(additions),
    removals: text(removals),
  });
  return { order, successMessages: [], userErrors: [] };
};
