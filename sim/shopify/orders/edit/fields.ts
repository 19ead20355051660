/** An order under edit as it is read: as it would be after the commit. */
import type { Core, Resolvers } from "../../core.ts";
import type { EditLine, OrderEdit } from "../../records/order-edits.ts";
import type { LineItem } from "../../records/order-lines.ts";
import type { Order } from "../../records/orders.ts";
import { totalsOf } from "../order-totals.ts";

export const editFields: Resolvers = {
  CalculatedOrder: {
    originalOrder: ({ orderId }: OrderEdit, _: unknown, { core }) => core.state.orders.get(orderId),
    lineItems: (edit: OrderEdit) => edit.lines.map((line) => ({ ...line, edit })),
    addedLineItems: (edit: OrderEdit) =>
      edit.lines.filter(({ lineId }) => lineId === null).map((line) => ({ ...line, edit })),
    totalPriceSet: (edit: OrderEdit, _: unknown, { core }) => totals(core, edit).total,
    subtotalPriceSet: (edit: OrderEdit, _: unknown, { core }) => totals(core, edit).subtotal,
    totalOutstandingSet: (edit: OrderEdit, _: unknown, { core }) => totals(core, edit).outstanding,
  },
  CalculatedLineItem: {
    variant: ({ variantId }: Calculated, _: unknown, { core }) =>
      variantId === null ? null : (core.state.variants.get(variantId) ?? null),
    originalUnitPriceSet: ({ unitPrice }: Calculated) => unitPrice,
    editableQuantity: ({ edit, lineId, quantity }: Calculated, _: unknown, { core }) =>
      Math.max(
        0,
        quantity - (core.state.orders.get(edit.orderId)?.lines.find(({ id }) => id === lineId)?.fulfilledQuantity ?? 0),
      ),
    restocking: ({ restock }: Calculated) => restock,
    hasStagedLineItemDiscount: ({ discount }: Calculated) => discount > 0,
    discountedUnitPriceSet: ({ unitPrice, discount, quantity }: Calculated) =>
      unitPrice - (quantity > 0 ? Math.round(discount / quantity) : 0),
  },
};

type Calculated = EditLine & { readonly edit: OrderEdit };

/** The order as it would be after the commit. */
function preview(core: Core, edit: OrderEdit): Order | undefined {
  const order = core.state.orders.get(edit.orderId);
  if (!order) return undefined;
  const lines = order.lines.map((line) => {
    const staged = edit.lines.find(({ lineId }) => lineId === line.id);
    if (!staged) return line;
    const quantity = Math.max(line.quantity, line.quantity + staged.quantity - line.currentQuantity);
    return { ...line, quantity, currentQuantity: staged.quantity };
  });
  const added = edit.lines
    .filter(({ lineId }) => lineId === null)
    .map((staged): LineItem => ({
      id: staged.id,
      title: staged.title,
      variantTitle: null,
      sku: staged.sku,
      quantity: staged.quantity,
      currentQuantity: staged.quantity,
      fulfilledQuantity: 0,
      variantId: staged.variantId,
      productId: null,
      vendor: null,
      unitPrice: staged.unitPrice,
      isGiftCard: false,
      requiresShipping: staged.requiresShipping,
      weight: null,
      taxLines: [],
      customAttributes: [],
      allocations: [],
    }));
  return { ...order, lines: [...lines, ...added] };
}

function totals(core: Core, edit: OrderEdit) {
  const order = preview(core, edit);
  if (!order) return { total: 0, subtotal: 0, outstanding: 0 };
  const { total, subtotal, outstanding } = totalsOf(order, core.settings.taxesIncluded);
  const discount = edit.lines.reduce((sum, line) => sum + line.discount, 0);
  return { total: total - discount, subtotal: subtotal - discount, outstanding: outstanding - discount };
}
