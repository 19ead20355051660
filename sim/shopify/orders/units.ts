/** How many units of a line are still to leave or may be refunded, and whether the order may be edited. */
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

export const isEditable = (order: Order): boolean =>
  order.cancelledAt === null && order.closedAt === null && order.lines.some((line) => openUnits(line) > 0);
