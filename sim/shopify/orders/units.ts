/** How many units of a line are still to leave or may be refunded, and whether the order may be edited. */
import type { Core } from "../core.ts";
import type { LineItem } from "../records/order-lines.ts";
import type { Order } from "../records/orders.ts";

/** Units that are still to leave. */
export const openUnits = (line: LineItem) => Math.max(0, line.currentQuantity - line.fulfilledQuantity);

const refundedUnits = (order: Order, lineId: string) =>
  order.refunds
    .flatMap(({ lines }) => lines)
    .reduce((sum, each) => sum + (each.lineId === lineId ? each.quantity : 0), 0);

/** Units that a refund may still name: not removed by an edit, not refunded. */
export const refundableUnits = (order: Order, line: LineItem): number =>
  Math.min(line.currentQuantity, line.quantity - refundedUnits(order, line.id));

/** Why the order cannot be edited; empty: it can. */
export function editProblems(core: Core, order: Order): readonly string[] {
  const problems: string[] = [];
  const no = (why: string) => problems.push(`The order can't be edited because ${why}.`);
  if (order.cancelledAt !== null) no("it is canceled");
  if (order.closedAt !== null) no("it is archived");
  if (order.presentmentCurrency !== core.settings.currency) no("its currency is not the store's");
  if (/^\d+$/.test(order.sourceName)) no("it was created by another app");
  if (!order.lines.some((line) => openUnits(line) > 0)) no("all of its items are fulfilled or removed");
  return problems;
}

export const isEditable = (core: Core, order: Order): boolean => editProblems(core, order).length === 0;
