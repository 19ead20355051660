/** All resolvers of the simulator, by "Type.field", and its mutations by name. */
import { bulkFields, bulkMutations } from "./bulk.ts";
import { collectionFields, collectionMutations } from "./collections.ts";
import type { MutationResolver, Resolver, Resolvers } from "./core.ts";
import { mediaFields, mediaMutations } from "./files/media.ts";
import { fileMutations } from "./files/mutations.ts";
import { fileQueries } from "./files/search.ts";
import { inventoryActivate, inventoryBulkToggleActivation } from "./inventory/activation.ts";
import { inventoryFields } from "./inventory/fields.ts";
import { inventoryItemUpdate } from "./inventory/item-update.ts";
import { inventoryAdjustQuantities, inventorySetQuantities } from "./inventory/quantities.ts";
import { marketFields, marketMutations } from "./markets.ts";
import { metafieldDefinitionCreate } from "./metafields/definition-create.ts";
import { metafieldFields } from "./metafields/fields.ts";
import { metafieldsDelete, metafieldsSet } from "./metafields/mutations.ts";
import { cancelFields, cancelMutations } from "./orders/cancel.ts";
import { customerFields } from "./orders/customer-fields.ts";
import { orderEditAddCustomItem, orderEditAddVariant } from "./orders/edit/add-lines.ts";
import { editFields } from "./orders/edit/fields.ts";
import {
  orderEditAddLineItemDiscount,
  orderEditBegin,
  orderEditCommit,
  orderEditSetQuantity,
} from "./orders/edit/mutations.ts";
import { fulfillmentFields } from "./orders/fulfillment-fields.ts";
import { fulfillmentMutations } from "./orders/fulfillments.ts";
import { orderLineFields } from "./orders/line-fields.ts";
import { orderFields } from "./orders/order-fields.ts";
import { orderUpdate } from "./orders/order-update.ts";
import { paymentFields } from "./orders/payment-fields.ts";
import { orderQueries } from "./orders/queries.ts";
import { refundFields, refundMutations } from "./orders/refunds.ts";
import { captureMutations } from "./orders/captures.ts";
import { priceListFields, priceListMutations } from "./price-lists.ts";
import { productFields } from "./products/fields.ts";
import { productDelete } from "./products/product-delete.ts";
import { productSet } from "./products/product-set.ts";
import { productUpdate } from "./products/product-update.ts";
import { productQueries } from "./products/queries.ts";
import { productVariantFields } from "./products/variant-fields.ts";
import { variantMutations } from "./products/variants-bulk.ts";
import { publishablePublish, publishableUnpublish } from "./publishing.ts";
import { shopFields } from "./shop.ts";
import { stagedMutations } from "./staged-uploads.ts";
import { subscriptionFields, subscriptionMutations } from "./subscriptions.ts";
import { taxonomyFields } from "./taxonomy.ts";
import { tagsAdd, tagsRemove } from "./tags.ts";

export const MUTATIONS: ReadonlyMap<string, MutationResolver> = new Map<string, MutationResolver>(
  Object.entries({
    productUpdate,
    productDelete,
    tagsAdd,
    tagsRemove,
    publishablePublish,
    publishableUnpublish,
    productSet,
    ...variantMutations,
    metafieldsSet,
    metafieldsDelete,
    metafieldDefinitionCreate,
    inventorySetQuantities,
    inventoryAdjustQuantities,
    inventoryActivate,
    inventoryBulkToggleActivation,
    inventoryItemUpdate,
    orderUpdate,
    ...subscriptionMutations,
    orderEditBegin,
    orderEditSetQuantity,
    orderEditAddVariant,
    orderEditAddCustomItem,
    orderEditAddLineItemDiscount,
    orderEditCommit,
    ...captureMutations,
    ...refundMutations,
    ...fulfillmentMutations,
    ...cancelMutations,
    ...collectionMutations,
    ...fileMutations,
    ...mediaMutations,
    ...priceListMutations,
    ...marketMutations,
    ...bulkMutations,
    ...stagedMutations,
  }),
);

export const FIELDS: ReadonlyMap<string, Resolver> = fieldsOf([
  shopFields,
  productFields,
  productVariantFields,
  productQueries,
  inventoryFields,
  metafieldFields,
  orderFields,
  orderLineFields,
  customerFields,
  fulfillmentFields,
  paymentFields,
  orderQueries,
  subscriptionFields,
  editFields,
  refundFields,
  cancelFields,
  collectionFields,
  mediaFields,
  fileQueries,
  priceListFields,
  marketFields,
  bulkFields,
  taxonomyFields,
]);

function fieldsOf(parts: readonly Resolvers[]): Map<string, Resolver> {
  const all = new Map<string, Resolver>();
  for (const part of parts)
    for (const [type, fields] of Object.entries(part))
      for (const [field, resolver] of Object.entries(fields)) all.set(`${type}.${field}`, resolver);
  return all;
}
