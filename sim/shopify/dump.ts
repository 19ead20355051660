/** The shop's state in plain JSON, for tests in another process. No buyers' data beyond what identifies an order. */
import type { Core } from "./core.ts";
import { moneyText } from "./money.ts";
import { financialStatus, fulfillmentStatus, totalsOf } from "./orders/order-totals.ts";
import type { Metafields } from "./records/metafields.ts";
import { choiceNames } from "./products/variant-title.ts";

const plain = (metafields: Metafields) => Object.fromEntries([...metafields].map(([name, { value }]) => [name, value]));

export function dumpState(core: Core): Record<string, unknown> {
  const { state, settings } = core;
  return {
    shop: settings.shop,
    locations: [...state.locations.values()].map(({ id, name, isActive }) => ({ id, name, isActive })),
    publications: [...state.publications.values()],
    definitions: [...state.definitions.values()].map(({ ownerType, namespace, key, type }) => ({
      ownerType,
      namespace,
      key,
      type,
    })),
    products: [...state.products.values()].map((product) => ({
      id: product.id,
      handle: product.handle,
      title: product.title,
      vendor: product.vendor,
      productType: product.productType,
      status: product.status,
      tags: product.tags,
      published: [...product.publishedOn.keys()],
      metafields: plain(product.metafields),
      variants: product.variants.map((variant) => ({
        id: variant.id,
        sku: variant.item.sku,
        barcode: variant.barcode,
        options: choiceNames(product, variant),
        price: moneyText(variant.price),
        compareAtPrice: variant.compareAtPrice === null ? null : moneyText(variant.compareAtPrice),
        inventoryItemId: variant.item.id,
        tracked: variant.item.tracked,
        metafields: plain(variant.metafields),
        levels: [...variant.item.levels.values()].map(({ locationId, isActive, available, committed }) => ({
          locationId,
          isActive,
          available,
          committed,
        })),
      })),
    })),
    orders: [...state.orders.values()].map((order) => ({
      id: order.id,
      name: order.name,
      financialStatus: financialStatus(order, settings.taxesIncluded),
      fulfillmentStatus: fulfillmentStatus(order),
      cancelled: order.cancelledAt !== null,
      total: moneyText(totalsOf(order, settings.taxesIncluded).total),
      outstanding: moneyText(totalsOf(order, settings.taxesIncluded).outstanding),
      tags: order.tags,
      metafields: plain(order.metafields),
      lines: order.lines.map(({ id, sku, quantity, currentQuantity, fulfilledQuantity }) => ({
        id,
        sku,
        quantity,
        currentQuantity,
        fulfilledQuantity,
      })),
      locations: order.fulfillmentOrders.map(({ locationId }) => locationId),
      refunds: order.refunds.length,
    })),
    subscriptions: [...state.subscriptions.values()].map(({ id, topic, uri, includeFields }) => ({
      id,
      topic,
      uri,
      includeFields,
    })),
  };
}
