/** What people do in the shop, for demo and tests. */
import type { Core } from "./core.ts";
import { payLater } from "./payments.ts";
import { emitLevel, emitOrder, emitProduct } from "./payloads.ts";
import { placeOrder, type OrderSpec, type Placed } from "./place-order.ts";
import { generateOrders, type GenerateOptions } from "./order-generator.ts";
import { removeProduct, removeVariant } from "./products.ts";
import type { Effect } from "./journal.ts";

export interface Control {
  placeOrder(spec: OrderSpec): Placed;
  /** Places up to `count` plausible orders of what can be bought; tells what was placed and what was refused. */
  generateOrders(options: GenerateOptions): Placed[];
  pay(orderId: string): void;
  deleteVariant(variantId: string): void;
  deleteProduct(productId: string): void;
  setTitle(productId: string, title: string): void;
  setStatus(productId: string, status: "ACTIVE" | "DRAFT" | "ARCHIVED"): void;
  /** A hand, or a till, changes the available quantity. */
  setStock(inventoryItemId: string, locationId: string, available: number): void;
  setPrice(variantId: string, cents: number): void;
  setLocationActive(locationId: string, active: boolean): void;
  setScopes(scopes: readonly string[]): void;
  /** The next `times` runs of a mutation end in INTERNAL_SERVER_ERROR without effect. */
  breakNext(mutation: string, times?: number): void;
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
    setLocationActive(locationId, active) {
      must(state.locations.get(locationId), locationId).isActive = active;
      note({ kind: "location-by-hand", id: locationId, active });
    },
    setScopes(scopes) {
      const all = new Set(scopes);
      for (const scope of scopes) if (scope.startsWith("write_")) all.add(scope.replace("write_", "read_"));
      core.scopes = all;
    },
    breakNext: (mutation, times = 1) => void core.breakNext.set(mutation, times),
  };
}

export { emitOrder };
