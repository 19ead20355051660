/** All resolvers of the simulator, by "Type.field", and its mutations by name. */
import { cancelFields, cancelMutations } from "./cancel.ts";
import { bulkFields, bulkMutations } from "./bulk.ts";
import { stagedMutations } from "./staged-uploads.ts";
import { collectionFields, collectionMutations } from "./collections.ts";
import { fileFields, fileMutations } from "./files.ts";
import { marketFields, marketMutations } from "./markets.ts";
import { priceListFields, priceListMutations } from "./price-lists.ts";
import type { MutationResolver, Resolver, Resolvers } from "./core.ts";
import { fulfillmentMutations } from "./fulfillments.ts";
import { inventoryActivate, inventoryBulkToggleActivation } from "./inventory/activation.ts";
import { inventoryFields } from "./inventory/fields.ts";
import { inventoryItemUpdate } from "./inventory/item-update.ts";
import { inventoryAdjustQuantities, inventorySetQuantities } from "./inventory/quantities.ts";
import { metafieldDefinitionCreate } from "./metafields/definition-create.ts";
import { metafieldFields } from "./metafields/fields.ts";
import { metafieldsDelete, metafieldsSet } from "./metafields/mutations.ts";
import { orderEditAddCustomItem, orderEditAddVariant } from "./orders/edit/add-lines.ts";
import { editFields } from "./orders/edit/fields.ts";
import {
  orderEditAddLineItemDiscount,
  orderEditBegin,
  orderEditCommit,
  orderEditSetQuantity,
} from "./orders/edit/mutations.ts";
import { orderFields, orderMutations } from "./orders.ts";
import { productFields } from "./products/fields.ts";
import { productDelete } from "./products/product-delete.ts";
import { productUpdate } from "./products/product-update.ts";
import { productQueries } from "./products/queries.ts";
import { productVariantFields } from "./products/variant-fields.ts";
import { publishablePublish, publishableUnpublish } from "./publishing.ts";
import { tagsAdd, tagsRemove } from "./tags.ts";
import { productSet } from "./products/product-set.ts";
import { refundFields, refundMutations } from "./refunds.ts";
import { shopFields } from "./shop.ts";
import { subscriptionFields, subscriptionMutations } from "./subscriptions.ts";
import { variantMutations } from "./products/variants-bulk.ts";

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
    ...orderMutations,
    ...subscriptionMutations,
    orderEditBegin,
    orderEditSetQuantity,
    orderEditAddVariant,
    orderEditAddCustomItem,
    orderEditAddLineItemDiscount,
    orderEditCommit,
    ...refundMutations,
    ...fulfillmentMutations,
    ...cancelMutations,
    ...collectionMutations,
    ...fileMutations,
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
  subscriptionFields,
  editFields,
  refundFields,
  cancelFields,
  collectionFields,
  fileFields,
  priceListFields,
  marketFields,
  bulkFields,
]);

function fieldsOf(parts: readonly Resolvers[]): Map<string, Resolver> {
  const all = new Map<string, Resolver>();
  for (const part of parts)
    for (const [type, fields] of Object.entries(part))
      for (const [field, resolver] of Object.entries(fields)) all.set(`${type}.${field}`, resolver);
  return all;
}
