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
    begunAt: core.now(),
    begunWith: linesOf(order),
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

const linesOf = ({ lines }: Order): string =>
  lines.map(({ id, currentQuantity, fulfilledQuantity }) => `${id}:${currentQuantity}:${fulfilledQuantity}`).join(" ");

/** The session by CalculatedOrder or OrderEditSession id, while it lasts. */
export function sessionOf(core: Core, id: string): OrderEdit | undefined {
  const edit = core.state.edits.get(id.replace("OrderEditSession", "CalculatedOrder"));
  return edit && core.now() < edit.begunAt + core.settings.editSessionMs ? edit : undefined;
}

/** Another edit, a refund of lines or a fulfilment came between: Shopify's own documents do not say what a commit then does, so it is refused. */
export const isStale = (edit: OrderEdit, order: Order): boolean => edit.begunWith !== linesOf(order);

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
