/** Order edits: nothing changes before the commit; they never move money. */
import type { Core, Doing, MutationResolver, Resolvers } from "./core.ts";
import { isEditable } from "./orders.ts";
import { totalsOf } from "./order-totals.ts";
import { editEvent, emitOrder } from "./payloads/emit.ts";
import type { Delta } from "./payloads/order-edit.ts";
import { variantTitle } from "./products/variant-title.ts";
import type { EditLine, OrderEdit } from "./records/order-edits.ts";
import type { LineItem } from "./records/order-lines.ts";
import type { Order } from "./records/orders.ts";
import { readCents } from "./schema.ts";
import { mintId, numberOfId } from "./state.ts";
import { release, reserve } from "./inventory/stock-moves.ts";

const NOT_EDITABLE = "The order cannot be edited.";

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

/** Makes the staged changes real: quantities, stock, fulfillment orders, totals. */
export function commitEdit(core: Core, edit: OrderEdit, note: string): { additions: Delta[]; removals: Delta[] } {
  const order = core.state.orders.get(edit.orderId);
  if (!order) throw new Error(`an edit of an order that is gone: ${edit.orderId}`);
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

type Payload = Readonly<Record<string, unknown>>;
const refused = (message: string, field: readonly string[] | null = ["id"]): Payload => ({
  calculatedOrder: null,
  calculatedLineItem: null,
  orderEditSession: null,
  order: null,
  userErrors: [{ field, message }],
});

const orderEditBegin: MutationResolver = ({ id }: { id: string }, { core, effect }: Doing) => {
  const order = core.state.orders.get(id);
  if (!order) return refused("The order does not exist.");
  if (!isEditable(order)) return refused(NOT_EDITABLE);
  const edit = beginEdit(core, order);
  effect({ kind: "edit-begun", id, edit: edit.id });
  return {
    calculatedOrder: edit,
    orderEditSession: { id: edit.id.replace("CalculatedOrder", "OrderEditSession") },
    userErrors: [],
  };
};

/** The session by CalculatedOrder or OrderEditSession id. */
const sessionOf = (core: Core, id: string): OrderEdit | undefined =>
  core.state.edits.get(id.replace("OrderEditSession", "CalculatedOrder"));
const changed = (edit: OrderEdit, line: EditLine): Payload => ({
  calculatedOrder: edit,
  calculatedLineItem: { ...line, edit },
  orderEditSession: { id: edit.id.replace("CalculatedOrder", "OrderEditSession") },
  userErrors: [],
});

const orderEditSetQuantity: MutationResolver = (
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

const orderEditAddVariant: MutationResolver = (
  args: {
    id: string;
    variantId: string;
    quantity: number;
    locationId?: string | null;
    allowDuplicates?: boolean | null;
  },
  { core }: Doing,
) => {
  const edit = sessionOf(core, args.id);
  if (!edit) return refused("The calculated order does not exist.");
  const variant = core.state.variants.get(args.variantId);
  const product = variant ? core.state.products.get(variant.productId) : undefined;
  if (!variant || !product) return refused("The variant does not exist.", ["variantId"]);
  if (args.quantity < 1) return refused("Quantity must be greater than 0", ["quantity"]);
  if (args.locationId && !core.state.locations.get(args.locationId)?.isActive)
    return refused("The location does not exist.", ["locationId"]);
  if (
    args.allowDuplicates !== true &&
    edit.lines.some(({ variantId, quantity }) => variantId === variant.id && quantity > 0)
  )
    return refused("The variant is already on the order.", ["variantId"]);
  return stage(core, edit, {
    variantId: variant.id,
    title: product.title,
    sku: variant.item.sku,
    unitPrice: variant.price,
    requiresShipping: variant.item.requiresShipping,
    quantity: args.quantity,
    locationId: args.locationId ?? null,
  });
};

const orderEditAddCustomItem: MutationResolver = (
  args: {
    id: string;
    title: string;
    price: { amount: string; currencyCode: string };
    quantity: number;
    requiresShipping?: boolean | null;
    locationId?: string | null;
  },
  { core }: Doing,
) => {
  const edit = sessionOf(core, args.id);
  if (!edit) return refused("The calculated order does not exist.");
  const cents = readCents(args.price.amount);
  if (args.title.trim() === "") return refused("Title can't be blank", ["title"]);
  if (cents < 0) return refused("Price must be greater than or equal to 0", ["price"]);
  if (args.price.currencyCode !== core.settings.currency) return refused("Currency must be the order's", ["price"]);
  if (args.quantity < 1) return refused("Quantity must be greater than 0", ["quantity"]);
  return stage(core, edit, {
    variantId: null,
    title: args.title,
    sku: null,
    unitPrice: cents,
    requiresShipping: args.requiresShipping ?? true,
    quantity: args.quantity,
    locationId: args.locationId ?? null,
  });
};

function stage(
  core: Core,
  edit: OrderEdit,
  part: Omit<EditLine, "id" | "lineId" | "restock" | "discount" | "discountTitle">,
): Payload {
  const line: EditLine = {
    ...part,
    id: mintId(core.state, "CalculatedLineItem"),
    lineId: null,
    restock: false,
    discount: 0,
    discountTitle: null,
  };
  edit.lines.push(line);
  return changed(edit, line);
}

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
const orderEditAddLineItemDiscount: MutationResolver = (
  { id, lineItemId, discount }: DiscountArguments,
  { core }: Doing,
) => {
  const edit = sessionOf(core, id);
  if (!edit) return refused("The calculated order does not exist.");
  const line = edit.lines.find((each) => each.id === lineItemId);
  if (!line) return refused("The line item does not exist.", ["lineItemId"]);
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

const orderEditCommit: MutationResolver = (
  args: { id: string; notifyCustomer?: boolean | null; staffNote?: string | null },
  { core, effect }: Doing,
) => {
  const edit = sessionOf(core, args.id);
  const order = edit ? core.state.orders.get(edit.orderId) : undefined;
  const no = (message: string) => ({ order: null, successMessages: null, userErrors: [{ field: ["id"], message }] });
  if (!edit || !order) return no("The calculated order does not exist.");
  if (!isEditable(order)) return no(NOT_EDITABLE);
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

export const editMutations = {
  orderEditBegin,
  orderEditSetQuantity,
  orderEditAddVariant,
  orderEditAddCustomItem,
  orderEditAddLineItemDiscount,
  orderEditCommit,
};

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

type Calculated = EditLine & { readonly edit: OrderEdit };

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
