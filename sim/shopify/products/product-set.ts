/**
 * productSet: creates or changes a product from lists that are complete. A list that is given replaces what is there
 * (variants, options, metafields, tags, collections, files); a list that is absent is left alone.
 */
import { only, type Core, type Doing, type MutationResolver } from "../core.ts";
import { fileIdOf } from "../files/mutations.ts";
import { dropMetafields, setMetafield } from "../metafields/held.ts";
import { namespaceOf } from "../metafields/namespaces.ts";
import { emitProduct } from "../payloads/emit.ts";
import type { ProductSetOperation } from "../records/operations.ts";
import type { Product } from "../records/products.ts";
import { mintId } from "../state.ts";
import { findProduct, type ProductIdentifier } from "./find-product.ts";
import { makeProduct } from "./new-product.ts";
import { planOptions } from "./options-plan.ts";
import { applyFields, PRODUCT_FIELDS } from "./plain-fields.ts";
import type { ProductSetArguments, ProductSetRefusal } from "./product-set-input.ts";
import { productSetRefusal } from "./product-set-refusal.ts";
import { applyVariants, defaultVariant } from "./product-set-variants.ts";
import { checkVariantLimit } from "./variant-limit.ts";
import { refuseUnknownVariantFields, VARIANT_SET_FIELDS } from "./variants.ts";

export const productSet: MutationResolver = (args: ProductSetArguments, { core, effect }: Doing) => {
  const done = set(core, args, effect);
  const product = done.kind === "set" ? done.product : null;
  const userErrors = done.kind === "set" ? [] : [done.refusal];
  if (args.synchronous !== false) return { product, productSetOperation: null, userErrors };
  // Asynchronous: accepted without the outcome, which productOperation reports.
  const operation: ProductSetOperation = {
    id: mintId(core.state, "ProductSetOperation"),
    status: "COMPLETE",
    productId: product?.id ?? null,
    userErrors,
  };
  core.state.productOperations.set(operation.id, operation);
  return { product: null, productSetOperation: { ...operation, status: "CREATED", userErrors: [] }, userErrors: [] };
};

function set(
  core: Core,
  { identifier, input }: ProductSetArguments,
  effect: Doing["effect"],
): { kind: "set"; product: Product } | { kind: "refused"; refusal: ProductSetRefusal } {
  only(input, "ProductSetInput", [
    "id",
    ...PRODUCT_FIELDS,
    "productOptions",
    "variants",
    "metafields",
    "collections",
    "files",
  ]);
  for (const variant of input.variants ?? [])
    refuseUnknownVariantFields(variant, "ProductVariantSetInput", VARIANT_SET_FIELDS);
  const existing = identifier
    ? findProduct(core, identifier)
    : input.id === undefined
      ? undefined
      : core.state.products.get(input.id);
  const plan = planOptions(core, existing, input.productOptions, input.variants);
  const refusal =
    productSetRefusal(core, existing, identifier ?? undefined, input) ??
    (plan.kind === "refused" ? plan.refusal : undefined);
  if (refusal) return { kind: "refused", refusal };
  if (plan.kind === "plan")
    checkVariantLimit(core, (input.variants ?? []).filter(({ id }, index) => !(id ?? plan.takenOver[index])).length);
  else if (!existing) checkVariantLimit(core, 1);
  const product = existing ?? makeProduct(core, input);
  const changed = applyFields(core, product, input);
  if (identifier?.customId) setCustomId(core, product, identifier.customId);
  if (input.metafields) {
    const keep = new Set(input.metafields.map(({ namespace, key }) => `${namespaceOf(namespace)}.${key}`));
    if (identifier?.customId) keep.add(`${namespaceOf(identifier.customId.namespace)}.${identifier.customId.key}`);
    if (dropMetafields(core, product.id, product.metafields, keep) > 0) changed.push("metafields");
    for (const metafield of input.metafields) setMetafield(core, product.id, product.metafields, metafield);
  }
  if (input.collections) product.collectionIds = [...input.collections];
  if (input.files) product.mediaIds = input.files.map((file) => fileIdOf(core, file));
  const counts =
    plan.kind === "plan"
      ? applyVariants({ core, effect }, product, plan, input.variants ?? [])
      : existing
        ? { made: 0, deleted: 0, changed: 0 }
        : defaultVariant(core, product);
  product.updatedAt = core.now();
  effect({
    kind: "product",
    id: product.id,
    created: !existing,
    changed: changed.join(","),
    variantsMade: counts.made,
    variantsDeleted: counts.deleted,
    variantsChanged: counts.changed,
  });
  emitProduct(core, product, existing ? "PRODUCTS_UPDATE" : "PRODUCTS_CREATE");
  return { kind: "set", product };
}

function setCustomId(core: Core, product: Product, customId: NonNullable<ProductIdentifier["customId"]>): void {
  setMetafield(core, product.id, product.metafields, {
    namespace: customId.namespace ?? null,
    key: customId.key,
    type: "id",
    value: customId.value,
  });
}
