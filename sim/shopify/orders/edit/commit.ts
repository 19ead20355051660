/** Makes a staged edit real. An edit never moves money. */
import type { Core } from "../../core.ts";
import { release, reserve } from "../../inventory/stock-moves.ts";
import { editEvent, emitOrder } from "../../payloads/emit.ts";
import type { Delta } from "../../payloads/order-edit.ts";
import { variantTitle } from "../../products/variant-title.ts";
import type { EditLine, OrderEdit } from "../../records/order-edits.ts";
import type { LineItem } from "../../records/order-lines.ts";
import type { Order } from "../../records/orders.ts";
import { mintId } from "../../state.ts";

/** Makes the staged changes real: quantities, stock, fulfillment orders, totals. */
export function commitEdit(core: Core, edit: OrderEdit, note: string): { additions: Delta[]; removals: Delta[] } {
  const order = core.state.orders.get(edit.orderId);
  if (!order) throw new Error(`an edit of an order that was deleted: ${edit.orderId}`);
  const additions: Delta[] = [];
  const removals: Delta[] = [];
  for (const staged of edit.lines) {
    const line = order.lines.find(({ id }) => id === staged.lineId);
    if (!line) {
      if (staged.quantity === 0) continue;
      const made = addLine(core, order, staged);
      additions.push({ lineId: made.id, delta: staged.quantity });
      continue;
    }
    const delta = staged.quantity - line.currentQuantity;
    if (delta < 0) {
      release(core, order, line, -delta, staged.restock);
      removals.push({ lineId: line.id, delta: -delta });
    } else if (delta > 0) {
      line.quantity += delta;
      reserve(core, order, line, delta);
      additions.push({ lineId: line.id, delta });
    }
    line.currentQuantity = staged.quantity;
    if (staged.discount > 0) addDiscount(order, line, staged);
  }
  edit.committed = true;
  order.edited = true;
  core.state.edits.delete(edit.id);
  emitOrder(core, order, ["ORDERS_UPDATED"], [editEvent(core, order, additions, removals, note)]);
  return { additions, removals };
}

function addLine(core: Core, order: Order, staged: EditLine): LineItem {
  const variant = staged.variantId === null ? undefined : core.state.variants.get(staged.variantId);
  const product = variant ? core.state.products.get(variant.productId) : undefined;
  const line: LineItem = {
    id: mintId(core.state, "LineItem"),
    title: staged.title,
    variantTitle: variant && product ? variantTitle(product, variant) : null,
    sku: staged.sku,
    quantity: staged.quantity,
    currentQuantity: staged.quantity,
    fulfilledQuantity: 0,
    variantId: staged.variantId,
    productId: product?.id ?? null,
    vendor: product?.vendor ?? null,
    unitPrice: staged.unitPrice,
    isGiftCard: false,
    requiresShipping: staged.requiresShipping,
    weight: variant?.item.weight ?? null,
    taxLines: [],
    customAttributes: [],
    allocations: [],
  };
  order.lines.push(line);
  if (staged.discount > 0) addDiscount(order, line, staged);
  reserve(core, order, line, staged.quantity, staged.locationId);
  return line;
}

function addDiscount(order: Order, line: LineItem, staged: EditLine): void {
  const index = order.discounts.length;
  const title = staged.discountTitle ?? "Desconto";
  // Allocations cover the line's whole quantity; only its current part counts (order-totals.ts).
  const amount = Math.round((staged.discount * line.quantity) / Math.max(1, staged.quantity));
  order.discounts.push({
    __typename: "ManualDiscountApplication",
    index,
    allocationMethod: "ONE",
    targetSelection: "EXPLICIT",
    targetType: "LINE_ITEM",
    code: title,
    title,
    description: staged.discountTitle,
    percentage: null,
    amount,
  });
  line.allocations.push({ index, amount });
}
