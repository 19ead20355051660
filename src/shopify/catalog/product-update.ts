import {
  CategoryMetafieldDeleteDocument,
  ProductUpdateDocument,
  PublishDocument,
  TagsAddDocument,
  TagsRemoveDocument,
  VariantsUpdateDocument,
  type ProductVariantsBulkInput,
} from "../generated/operations.ts";
import type { AdminClient, CallOptions } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";
import { CATEGORY_PATH, fieldsInput, textsOf, type ProductTexts } from "./product-fields.ts";
import { itemInput, partsInput, type VariantParts } from "./variant-input.ts";

/** The same values again change nothing, so the call is repeated after a lost response. */
const repeatable: CallOptions = { priority: "catalog", repeatable: true };

/** Input arrays of the Admin API. */
const LINES_MAX = 250;
const POINTS = { call: 10, variant: 0.2 } as const;

/** Updates existing variants: barcode, weight, unit price, and what they are sold by. All or none. */
export async function updateVariants(
  admin: AdminClient,
  productGid: string,
  variants: readonly (VariantParts & { readonly id: string; readonly sku: string })[],
): Promise<Called<true>> {
  const inputs = variants.map((variant): ProductVariantsBulkInput => ({
    id: variant.id,
    ...partsInput(variant),
    inventoryItem: { sku: variant.sku, ...itemInput(variant) },
  }));
  for (let from = 0; from < inputs.length; from += LINES_MAX) {
    const lines = inputs.slice(from, from + LINES_MAX);
    const result = await admin.run(
      VariantsUpdateDocument,
      { productId: productGid, variants: lines },
      { ...repeatable, costPoints: Math.ceil(POINTS.call + lines.length * POINTS.variant) },
    );
    const called = calledOf(
      result,
      (data) => data.productVariantsBulkUpdate,
      () => true as const,
    );
    if (called.kind !== "done") return called;
  }
  return { kind: "done", value: true };
}

/**
 * Updates these fields and nothing else of the product.
 * @returns the values that it shows now
 */
export async function updateProduct(
  admin: AdminClient,
  productGid: string,
  texts: ProductTexts,
): Promise<Called<ProductTexts>> {
  const { path, ...rest } = texts;
  if (path === "") {
    // A metafield cannot be empty, so it is deleted.
    const result = await admin.run(
      CategoryMetafieldDeleteDocument,
      { metafields: [{ ownerId: productGid, namespace: CATEGORY_PATH.namespace, key: CATEGORY_PATH.key }] },
      repeatable,
    );
    const called = calledOf(
      result,
      (data) => data.metafieldsDelete,
      () => ({}),
    );
    if (called.kind !== "done" || Object.keys(rest).length === 0) return called;
  }
  const result = await admin.run(
    ProductUpdateDocument,
    { id: productGid, product: fieldsInput(path === "" ? rest : texts) },
    repeatable,
  );
  return calledOf(
    result,
    (data) => data.productUpdate,
    ({ product }) => product && textsOf(product),
  );
}

/** Adds our tags, then removes our former ones. Other tags stay. */
export async function changeTags(
  admin: AdminClient,
  productGid: string,
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
): Promise<Called<true>> {
  if (add.length > 0) {
    const result = await admin.run(TagsAddDocument, { id: productGid, tags: [...add] }, repeatable);
    const called = calledOf(
      result,
      (data) => data.tagsAdd,
      () => true as const,
    );
    if (called.kind !== "done") return called;
  }
  if (remove.length === 0) return { kind: "done", value: true };
  const result = await admin.run(TagsRemoveDocument, { id: productGid, tags: [...remove] }, repeatable);
  return calledOf(
    result,
    (data) => data.tagsRemove,
    () => true as const,
  );
}

/** Publishes a product or collection on channels. Channels that already have it stay unchanged. */
export async function publish(admin: AdminClient, gid: string, publications: readonly string[]): Promise<Called<true>> {
  const result = await admin.run(
    PublishDocument,
    { id: gid, publications: publications.map((publicationId) => ({ publicationId })) },
    repeatable,
  );
  return calledOf(
    result,
    (data) => data.publishablePublish,
    () => true as const,
  );
}
