/** The session of an edit, begun and found again, and what its mutations answer. */
import type { Core } from "../../core.ts";
import type { EditLine, OrderEdit } from "../../records/order-edits.ts";
import type { Order } from "../../records/orders.ts";
import { mintId, numberOfId } from "../../state.ts";

export function beginEdit(core: Core, order: Order): OrderEdit {
  const edit: OrderEdit = {
    id: mintId(core.state, "CalculatedOrder"),
    orderId: order.id,
    committed: false,
    lines: order.lines
      .filter(({ currentQuantity }) => currentQuantity > 0)
      .map((line) => ({
        id: `gid://shopify/CalculatedLineItem/${numberOfId(line.id)}`,
        lineId: line.id,
        variantId: line.variantId,
        title: line.title,
        sku: line.sku,
        unitPrice: line.unitPrice,
        requiresShipping: line.requiresShipping,
        quantity: line.currentQuantity,
        restock: false,
        discount: 0,
        discountTitle: null,
        locationId: null,
      })),
  };
  core.state.edits.set(edit.id, edit);
  return edit;
}

/** The session by CalculatedOrder or OrderEditSession id. */
export const sessionOf = (core: Core, id: string): OrderEdit | undefined =>
  core.state.edits.get(id.replace("OrderEditSession", "CalculatedOrder"));

export const changed = (edit: OrderEdit, line: EditLine): Payload => ({
  calculatedOrder: edit,
  calculatedLineItem: { ...line, edit },
  orderEditSession: { id: edit.id.replace("CalculatedOrder", "OrderEditSession") },
  userErrors: [],
});

export type Payload = Readonly<Record<string, unknown>>;

export const refused = (message: string, field: readonly string[] | null = ["id"]): Payload => ({
  calculatedOrder: null,
  calculatedLineItem: null,
  orderEditSession: null,
  order: null,
  userErrors: [{ field, message }],
});

export const NOT_EDITABLE = "The order cannot be edited.";
