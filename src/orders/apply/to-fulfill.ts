import type { AdminResult } from "../../shopify/client/result.ts";
import { readOrderToFulfill, type OrderToFulfill } from "../../shopify/orders/fulfill/fulfill.ts";
import type { OrderView } from "../step.ts";

/** What the order has left to fulfil: 95 points, so a pass reads it once, and again only after a write of its own. */
export const toFulfillOf = ({
  deps: { shopify },
  row,
  toFulfill,
}: OrderView): Promise<AdminResult<OrderToFulfill | null>> =>
  toFulfill === undefined ? readOrderToFulfill(shopify, row.orderId) : Promise.resolve({ ok: true, data: toFulfill });
