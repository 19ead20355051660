import {
  ProductUpdateDocument,
  PublishDocument,
  VariantsUpdateDocument,
  type ProductVariantsBulkInput,
} from "../generated/operations.ts";
import type { AdminClient, CallOptions } from "../result.ts";
import { calledOf, type Called } from "../user-errors.ts";
import { itemInput, partsInput, type VariantParts } from "./variant-input.ts";

/** The same values given again change nothing: repeated after a lost answer. */
const repeatable: CallOptions = { lane: "catalog", repeatable: true };

/** Input arrays of the Admin API. */
const LINES_MAX = 250;

/** Barcode, weight and unit price of variants that are there. All or none. */
export async function updateVariants(
  admin: AdminClient,
  productGid: string,
  variants: readonly (VariantParts & { readonly id: string })[],
): Promise<Called<true>> {
  const inputs = variants.map((variant): ProductVariantsBulkInput => ({
    id: variant.id,
    ...partsInput(variant),
    ...(variant.weightG === null ? {} : { inventoryItem: itemInput(variant) }),
  }));
  for (let from = 0; from < inputs.length; from += LINES_MAX) {
    const result = await admin.run(
      VariantsUpdateDocument,
      { productId: productGid, variants: inputs.slice(from, from + LINES_MAX) },
      repeatable,
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

/** Title, description and status; nothing else of the product is touched. */
export async function updateProduct(
  admin: AdminClient,
  productGid: string,
  product: { readonly title: string; readonly descriptionHtml: string; readonly status: "ACTIVE" | "DRAFT" },
): Promise<Called<true>> {
  const { title, descriptionHtml, status } = product;
  const result = await admin.run(
    ProductUpdateDocument,
    { id: productGid, product: { title, descriptionHtml, status } },
    repeatable,
  );
  return calledOf(
    result,
    (data) => data.productUpdate,
    () => true as const,
  );
}

export async function publishProduct(
  admin: AdminClient,
  productGid: string,
  publications: readonly string[],
): Promise<Called<true>> {
  const result = await admin.run(
    PublishDocument,
    { id: productGid, publications: publications.map((publicationId) => ({ publicationId })) },
    repeatable,
  );
  return calledOf(
    result,
    (data) => data.publishablePublish,
    () => true as const,
  );
}
