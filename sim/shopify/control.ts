/** What people do in the shop, for demo and tests. */
import type { Core, StrangePage } from "./core.ts";
import { relocate, splitOff } from "./inventory/stock-moves.ts";
import { moveProblem } from "./orders/move-problem.ts";
import { payLater } from "./orders/payments.ts";
import { emitLevel, emitOrder, emitProduct, movedEvent } from "./payloads/emit.ts";
import type { OrderSpec } from "./orders/place/order-spec.ts";
import { placeOrder, type Placed } from "./orders/place/place-order.ts";
import { generateOrders, type GenerateOptions } from "./orders/place/order-generator.ts";
import { removeProduct, removeVariant } from "./products/product-delete.ts";
import { applyCancel, cancelProblem, type CancelOptions } from "./orders/cancel.ts";
import { moveTo } from "./files/media.ts";
import { detachFrom } from "./files/mutations.ts";
import { failFile, makeFile, type FileErrorCode } from "./files/processing.ts";
import type { Effect } from "./journal.ts";
import { moneyText } from "./money.ts";
import { commitEdit } from "./orders/edit/commit.ts";
import { beginEdit } from "./orders/edit/session.ts";
import { applyFulfillmentCancel } from "./orders/fulfillment-cancel.ts";
import { stagedVariant } from "./orders/edit/add-lines.ts";
import { returnGoods, type Returned } from "./orders/returns.ts";
import { applyFulfillment } from "./orders/fulfillments.ts";
import { refundableOf } from "./orders/order-totals.ts";
import type { Address } from "./records/customers.ts";
import type { FulfillmentOrder } from "./records/fulfillments.ts";
import type { Order } from "./records/orders.ts";
import type { Product, Variant } from "./records/products.ts";
import type { InventoryItem } from "./records/stock.ts";
import { applyRefund } from "./orders/refunds.ts";
import { granted } from "./scopes.ts";
import { mintId, numberOfId } from "./state.ts";

export interface Control {
  placeOrder(spec: OrderSpec): Placed;
  /** Places up to `count` plausible orders of what can be bought; returns the placed orders and the refusals. */
  generateOrders(options: GenerateOptions): Placed[];
  pay(orderId: string): void;
  deleteVariant(variantId: string): void;
  deleteProduct(productId: string): void;
  setTitle(productId: string, title: string): void;
  setStatus(productId: string, status: "ACTIVE" | "DRAFT" | "ARCHIVED"): void;
  /** A person types into the product's page in the admin. */
  editProduct(productId: string, typed: ProductTyped): void;
  /** A person types into the variant's page, or another app writes it. */
  editVariant(variantId: string, typed: VariantTyped): void;
  /** A person adds a picture to the product, at the end; its id. */
  addMedia(productId: string, bytes: Uint8Array<ArrayBuffer>): string;
  /** A person drags a picture of the product to another place. */
  moveMedia(productId: string, fileId: string, position: number): void;
  /** A person takes a picture off the product. */
  removeMedia(productId: string, fileId: string): void;
  /** A READY file fails after all. */
  failFile(fileId: string, code: FileErrorCode): void;
  /** A page of the shop shows the file. */
  useFile(fileId: string): void;
  /** A person takes the product off a sales channel. */
  unpublish(productId: string, publicationId: string): void;
  /** A person ends the stocking of the item at the location. */
  unstock(inventoryItemId: string, locationId: string): void;
  /** An edit in the admin, or a till, changes the available quantity. */
  setStock(inventoryItemId: string, locationId: string, available: number): void;
  setPrice(variantId: string, cents: number): void;
  /** A person edits the order in the admin: new quantities of lines, variants added. */
  editOrder(orderId: string, changes: OrderChanges): void;
  /** The customer or the merchant cancels, at once; false when it cannot be cancelled. */
  cancelOrder(orderId: string, options?: Partial<CancelOptions>): boolean;
  /** A person refunds lines or an amount in the admin. */
  refundOrder(orderId: string, cents: number): void;
  /** An archived order is deleted for good. */
  deleteOrder(orderId: string): void;
  holdFulfillmentOrder(fulfillmentOrderId: string, reason: string): void;
  /** A person changes the location of an open fulfillment order; false when Shopify would refuse it. */
  moveFulfillmentOrder(fulfillmentOrderId: string, locationId: string): boolean;
  /** A person takes units of an open fulfillment order into one of their own; its id, or null when nothing would stay. */
  splitFulfillmentOrder(fulfillmentOrderId: string, units?: number): string | null;
  releaseFulfillmentOrder(fulfillmentOrderId: string): void;
  /** A person fulfils what is left of a fulfillment order; the fulfillment's id, or null when it is not open. */
  fulfill(fulfillmentOrderId: string): string | null;
  /** A person cancels a fulfillment; false when it is cancelled already. */
  cancelFulfillment(fulfillmentId: string): boolean;
  /** A person processes a return: goods and money that go back, and what is taken in exchange. */
  returnGoods(orderId: string, returned: Returned): void;
  /** A return of the order is opened; its id. */
  openReturn(orderId: string): string;
  closeReturn(returnId: string): void;
  /** A person corrects the address. Taxes that are not in the prices change by the factor while nothing is fulfilled. */
  changeAddress(orderId: string, address: Partial<Address>, taxFactor?: number): void;
  /** How a gateway answers refunds from now on. */
  setRefundOutcome(gateway: string, outcome: "SUCCESS" | "PENDING" | "FAILURE"): void;
  /** What became of a pending refund. */
  endRefund(transactionId: string, status: "SUCCESS" | "FAILURE"): void;
  setLocationActive(locationId: string, active: boolean): void;
  setScopes(scopes: readonly string[]): void;
  /** Another limit of new variants a day; the shop grows or shrinks past it. */
  /** A change of the country's rules: unit prices are refused from now on, or taken again. */
  setUnitPrices(taken: boolean): void;
  /** From now on Shopify answers in another API version than the one that is asked for. */
  setServedVersion(version: string): void;
  /** From now on an operation, by its name, costs so many times as much. */
  setCost(operation: string, factor: number): void;
  /** The app is uninstalled, or the shop moves to another organisation: how the token endpoint refuses; null ends it. */
  refuseTokens(as: "app_not_installed" | "shop_not_permitted" | null, html?: boolean): void;
  setVariantLimit(limit: { readonly from: number; readonly perDay: number }): void;
  /** Shopify approves the app for protected customer data, or withdraws it. */
  setDataApproved(approved: boolean): void;
  /** The next `times` pages of a connection ("Order.lineItems") contradict themselves. */
  breakPages(connection: string, kind: StrangePage["kind"], times?: number): void;
  /** The next `times` runs of a mutation end in INTERNAL_SERVER_ERROR without effect. */
  breakNext(mutation: string, times?: number): void;
  /** The next request of more mutations than `after` runs so many, and is answered by HTTP 502. */
  stopHalfway(after: number | null): void;
  /** The next run of a mutation answers with this user error. */
  refuseNext(mutation: string, message: string): void;
}

export function controlOf(core: Core): Control {
  const { state, journal } = core;
  const note = (effect: Effect) => journal.shopActions.push({ at: core.now(), effect });
  const must = <T>(record: T | undefined, id: string): T => {
    if (record === undefined) throw new Error(`the simulated shop has no ${id}`);
    return record;
  };
  return {
    placeOrder: (spec) => placeOrder(core, spec),
    generateOrders: (options) => generateOrders(core, options),
    pay: (orderId) => payLater(core, must(state.orders.get(orderId), orderId)),
    deleteVariant(variantId) {
      const variant = must(state.variants.get(variantId), variantId);
      const product = must(state.products.get(variant.productId), variant.productId);
      product.variants = product.variants.filter((each) => each !== variant);
      removeVariant(core, variant);
      product.updatedAt = core.now();
      note({ kind: "variant-deleted-by-hand", id: variantId });
      emitProduct(core, product, "PRODUCTS_UPDATE");
    },
    deleteProduct(productId) {
      const product = must(state.products.get(productId), productId);
      removeProduct(core, product);
      note({ kind: "product-deleted-by-hand", id: productId });
      emitProduct(core, product, "PRODUCTS_DELETE");
    },
    setTitle(productId, title) {
      const product = must(state.products.get(productId), productId);
      Object.assign(product, { title, updatedAt: core.now() });
      note({ kind: "title-by-hand", id: productId });
      emitProduct(core, product, "PRODUCTS_UPDATE");
    },
    setStatus(productId, status) {
      const product = must(state.products.get(productId), productId);
      Object.assign(product, { status, updatedAt: core.now() });
      note({ kind: "status-by-hand", id: productId, status });
      emitProduct(core, product, "PRODUCTS_UPDATE");
    },
    editProduct(productId, typed) {
      const product = must(state.products.get(productId), productId);
      Object.assign(product, { ...typed, updatedAt: core.now() });
      note({ kind: "product-by-hand", id: productId, fields: Object.keys(typed).join(",") });
      emitProduct(core, product, "PRODUCTS_UPDATE");
    },
    addMedia(productId, bytes) {
      const product = must(state.products.get(productId), productId);
      const file = makeFile(core, { source: `https://photos.example/${state.files.size}.png`, alt: "" });
      Object.assign(file, { fileStatus: "READY", bytes });
      core.jobs.pop(); // a person's upload is over when it is seen
      product.mediaIds.push(file.id);
      note({ kind: "media-by-hand", id: productId, file: file.id });
      emitProduct(core, product, "PRODUCTS_UPDATE");
      return file.id;
    },
    moveMedia(productId, fileId, position) {
      const product = must(state.products.get(productId), productId);
      moveTo(product, fileId, position);
      note({ kind: "media-moved-by-hand", id: productId, file: fileId });
      emitProduct(core, product, "PRODUCTS_UPDATE");
    },
    removeMedia(productId, fileId) {
      const product = must(state.products.get(productId), productId);
      detachFrom(product, fileId);
      note({ kind: "media-removed-by-hand", id: productId, file: fileId });
      emitProduct(core, product, "PRODUCTS_UPDATE");
    },
    failFile(fileId, code) {
      failFile(core, must(state.files.get(fileId), fileId), code);
      note({ kind: "file-failed", id: fileId, code });
    },
    useFile(fileId) {
      state.usedElsewhere.add(must(state.files.get(fileId), fileId).id);
    },
    editVariant(variantId, typed) {
      const variant = must(state.variants.get(variantId), variantId);
      const { sku, tracked, requiresShipping, weight, ...own } = typed;
      Object.assign(variant, own);
      for (const [name, value] of Object.entries({ sku, tracked, requiresShipping, weight }))
        if (value !== undefined) Reflect.set(variant.item, name, value);
      variant.updatedAt = core.now();
      note({ kind: "variant-by-hand", id: variantId, fields: Object.keys(typed).join(",") });
      const product = state.products.get(variant.productId);
      if (product) emitProduct(core, product, "PRODUCTS_UPDATE");
    },
    unpublish(productId, publicationId) {
      const product = must(state.products.get(productId), productId);
      product.publishedOn.delete(publicationId);
      note({ kind: "unpublished-by-hand", id: productId, publication: publicationId });
    },
    unstock(inventoryItemId, locationId) {
      const level = must(must(state.items.get(inventoryItemId), inventoryItemId).levels.get(locationId), locationId);
      Object.assign(level, { isActive: false, updatedAt: core.now() });
      note({ kind: "unstocked-by-hand", item: inventoryItemId, location: locationId });
    },
    setStock(inventoryItemId, locationId, available) {
      const level = must(must(state.items.get(inventoryItemId), inventoryItemId).levels.get(locationId), locationId);
      note({
        kind: "stock-by-hand",
        item: inventoryItemId,
        location: locationId,
        from: level.available,
        to: available,
      });
      Object.assign(level, { available, updatedAt: core.now() });
      emitLevel(core, level);
    },
    setPrice(variantId, cents) {
      const variant = must(state.variants.get(variantId), variantId);
      note({ kind: "price-by-hand", id: variantId, from: variant.price, to: cents });
      Object.assign(variant, { price: cents, updatedAt: core.now() });
    },
    editOrder(orderId, changes) {
      const order = must(state.orders.get(orderId), orderId);
      const edit = beginEdit(core, order);
      for (const { lineId, quantity, restock } of changes.lines ?? []) {
        const line = must(
          edit.lines.find((each) => each.lineId === lineId),
          lineId,
        );
        Object.assign(line, { quantity, restock: restock ?? true });
      }
      for (const { variantId, quantity } of changes.added ?? [])
        edit.lines.push(stagedVariant(core, must(state.variants.get(variantId), variantId), quantity));
      commitEdit(core, edit, "");
      note({ kind: "order-edited-by-hand", id: orderId });
    },
    cancelOrder(orderId, options = {}) {
      const order = must(state.orders.get(orderId), orderId);
      const full = { reason: "CUSTOMER", restock: true, refund: true, ...options };
      if (cancelProblem(core, order, full) !== undefined) return false;
      applyCancel(core, order, full);
      note({ kind: "order-cancelled", id: orderId, by: "hand", restock: full.restock, refund: full.refund });
      return true;
    },
    refundOrder(orderId, cents) {
      const order = must(state.orders.get(orderId), orderId);
      const parent = must(
        order.transactions.find((each) => refundableOf(order, each) >= cents),
        `payment of ${cents} cents`,
      );
      const back = { orderId, parentId: parent.id, kind: "REFUND", gateway: parent.gateway, amount: moneyText(cents) };
      applyRefund(core, order, { transactions: [back] });
      note({ kind: "refund-by-hand", order: orderId, amount: cents });
    },
    deleteOrder(orderId) {
      must(state.orders.get(orderId), orderId);
      state.orders.delete(orderId);
      note({ kind: "order-deleted-by-hand", id: orderId });
      core.webhooks.emit([{ topic: "ORDERS_DELETE", payload: () => ({ id: numberOfId(orderId) }) }]);
    },
    moveFulfillmentOrder(id, locationId) {
      const { order, fulfillmentOrder } = must(fulfillmentOrderOf(core, id), id);
      const from = fulfillmentOrder.locationId;
      if (moveProblem(core, order, fulfillmentOrder, locationId) || from === locationId) return false;
      const moved = relocate(core, order, fulfillmentOrder, locationId);
      note({ kind: "move-by-hand", id, order: order.id, from, to: locationId });
      emitOrder(core, order, ["ORDERS_UPDATED"], [movedEvent(fulfillmentOrder, moved, from)]);
      return true;
    },
    splitFulfillmentOrder(id, units = 1) {
      const { order, fulfillmentOrder } = must(fulfillmentOrderOf(core, id), id);
      const made = splitOff(core, order, fulfillmentOrder, units);
      if (!made) return null;
      note({ kind: "split-by-hand", id, order: order.id, made: made.id });
      emitOrder(core, order, ["ORDERS_UPDATED"]);
      return made.id;
    },
    holdFulfillmentOrder(id, reason) {
      const { order, fulfillmentOrder } = must(fulfillmentOrderOf(core, id), id);
      fulfillmentOrder.status = "ON_HOLD";
      fulfillmentOrder.holds.push({ id: mintId(state, "FulfillmentHold"), reason });
      note({ kind: "hold-by-hand", id });
      emitOrder(core, order, ["ORDERS_UPDATED"], [holdEvent("FULFILLMENT_ORDERS_PLACED_ON_HOLD", fulfillmentOrder)]);
    },
    releaseFulfillmentOrder(id) {
      const { order, fulfillmentOrder } = must(fulfillmentOrderOf(core, id), id);
      fulfillmentOrder.status = "OPEN";
      fulfillmentOrder.holds = [];
      note({ kind: "release-by-hand", id });
      emitOrder(core, order, ["ORDERS_UPDATED"], [holdEvent("FULFILLMENT_ORDERS_HOLD_RELEASED", fulfillmentOrder)]);
    },
    fulfill(id) {
      const { order, fulfillmentOrder } = must(fulfillmentOrderOf(core, id), id);
      const lines = fulfillmentOrder.lines.flatMap((line) =>
        line.remainingQuantity > 0 ? { id: line.id, quantity: line.remainingQuantity } : [],
      );
      const isOpen = fulfillmentOrder.status === "OPEN" || fulfillmentOrder.status === "IN_PROGRESS";
      if (!isOpen || lines.length === 0) return null;
      const made = applyFulfillment(core, order, [{ fulfillmentOrder, lines }]);
      note({ kind: "fulfilled-by-hand", id: made.id, order: order.id });
      return made.id;
    },
    cancelFulfillment(id) {
      for (const order of state.orders.values()) {
        const fulfillment = order.fulfillments.find((each) => each.id === id);
        if (!fulfillment || fulfillment.status === "CANCELLED" || order.cancelledAt !== null) continue;
        applyFulfillmentCancel(core, order, fulfillment);
        note({ kind: "fulfillment-cancelled-by-hand", id, order: order.id });
        return true;
      }
      return false;
    },
    returnGoods(orderId, returned) {
      returnGoods(core, must(state.orders.get(orderId), orderId), returned);
      note({ kind: "return-by-hand", order: orderId, amount: returned.cents });
    },
    openReturn(orderId) {
      const order = must(state.orders.get(orderId), orderId);
      const id = mintId(state, "Return");
      order.returns.push({ id, name: `${order.name}-R${order.returns.length + 1}`, status: "OPEN" });
      note({ kind: "return-opened", id, order: orderId });
      emitOrder(core, order, ["ORDERS_UPDATED"]);
      return id;
    },
    closeReturn(id) {
      for (const order of state.orders.values())
        for (const each of order.returns) if (each.id === id) each.status = "CLOSED";
      note({ kind: "return-closed", id });
    },
    changeAddress(orderId, address, taxFactor = 1) {
      const order = must(state.orders.get(orderId), orderId);
      if (order.shippingAddress) order.shippingAddress = { ...order.shippingAddress, ...address };
      if (!core.settings.taxesIncluded && order.lines.every(({ fulfilledQuantity }) => fulfilledQuantity === 0))
        for (const line of order.lines)
          line.taxLines = line.taxLines.map((tax) => ({ ...tax, price: Math.round(tax.price * taxFactor) }));
      note({ kind: "address-by-hand", order: orderId });
      emitOrder(core, order, ["ORDERS_UPDATED"]);
    },
    setRefundOutcome: (gateway, outcome) => void core.refundOutcome.set(gateway, outcome),
    endRefund(transactionId, status) {
      for (const order of state.orders.values()) {
        const transaction = order.transactions.find(({ id }) => id === transactionId);
        if (!transaction) continue;
        Object.assign(transaction, { status, processedAt: core.now() });
        note({ kind: "refund-ended", id: transactionId, status });
        emitOrder(core, order, ["ORDERS_UPDATED"]);
      }
    },
    setLocationActive(locationId, active) {
      must(state.locations.get(locationId), locationId).isActive = active;
      note({ kind: "location-by-hand", id: locationId, active });
    },
    setScopes(scopes) {
      core.scopes = granted(scopes);
    },
    setUnitPrices(taken) {
      core.unitPrices = taken;
    },
    setServedVersion(version) {
      core.servedVersion = version;
    },
    setCost: (operation, factor) => void core.costFactor.set(operation, factor),
    refuseTokens(as, html = false) {
      core.tokens.refusal = as === null ? null : { as, html };
      if (as !== null) core.tokens.revokeAll();
    },
    setVariantLimit(limit) {
      core.variantLimit = limit;
    },
    setDataApproved(approved) {
      core.dataApproved = approved;
    },
    breakPages: (connection, kind, times = 1) => void core.strangePages.set(connection, { kind, left: times }),
    refuseNext: (mutation, message) => void core.refuseNext.set(mutation, message),
    stopHalfway(after) {
      core.stopAfter = after;
    },
    breakNext: (mutation, times = 1) => void core.breakNext.set(mutation, times),
  };
}

export type ProductTyped = Partial<
  Pick<Product, "title" | "descriptionHtml" | "vendor" | "productType" | "seo" | "tags">
>;
export type VariantTyped = Partial<
  Pick<Variant, "barcode" | "inventoryPolicy" | "taxable"> &
    Pick<InventoryItem, "sku" | "tracked" | "requiresShipping" | "weight">
>;

export interface OrderChanges {
  readonly lines?: readonly { readonly lineId: string; readonly quantity: number; readonly restock?: boolean }[];
  readonly added?: readonly { readonly variantId: string; readonly quantity: number }[];
}

function fulfillmentOrderOf(core: Core, id: string): { order: Order; fulfillmentOrder: FulfillmentOrder } | undefined {
  for (const order of core.state.orders.values()) {
    const fulfillmentOrder = order.fulfillmentOrders.find((each) => each.id === id);
    if (fulfillmentOrder) return { order, fulfillmentOrder };
  }
  return undefined;
}

const holdEvent = (topic: string, { id, status }: FulfillmentOrder) => ({
  topic,
  payload: () => ({ fulfillment_order: { id, status: status.toLowerCase() } }),
});
