/** A committed edit of an order. */
import type { Core } from "../core.ts";
import type { Order } from "../records/orders.ts";
import { dateTime } from "../schema.ts";
import { numberOfId } from "../state.ts";

export function editPayload(
  core: Core,
  order: Order,
  additions: readonly Delta[],
  removals: readonly Delta[],
  note: string,
): Record<string, unknown> {
  const at = dateTime(core.now());
  const part = ({ lineId, delta }: Delta) => ({ id: numberOfId(lineId), delta });
  return {
    order_edit: {
      id: numberOfId(order.id) + order.refunds.length + additions.length + removals.length,
      app_id: null,
      created_at: at,
      committed_at: at,
      notify_customer: false,
      order_id: numberOfId(order.id),
      staff_note: note,
      user_id: null,
      line_items: { additions: additions.map(part), removals: removals.map(part) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

/** Units of a line that the edit added or took away; never negative. */
export interface Delta {
  readonly lineId: string;
  readonly delta: number;
}
