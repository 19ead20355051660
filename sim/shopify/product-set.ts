/**
 * productSet: creates or changes a product from lists that are complete. A list that is given replaces what is there
 * (variants, options, metafields, tags, collections, files); a list that is absent is left alone.
 */
import { NotSimulated, only, type Core, type Doing, type MutationResolver } from "./core.ts";
import { levelOf } from "./inventory/levels.ts";
import { dropMetafields, setMetafield } from "./metafields/held.ts";
import { namespaceOf } from "./metafields/namespaces.ts";
import { metafieldRefusal, type MetafieldInput } from "./metafields/refusal.ts";
import { fileIdOf, fileRefusal, type FileSetInput } from "./files.ts";
import { planOptions, type OptionInput, type OptionPlan, type VariantChoiceInput } from "./options-plan.ts";
import { emitProduct } from "./payloads.ts";
import {
  applyFields,
  fieldRefusal,
  findProduct,
  freeHandle,
  removeVariant,
  slug,
  type ProductFields,
  type ProductIdentifier,
} from "./products.ts";
import type { ProductSetOperation } from "./records/operations.ts";
import type { Product, Variant } from "./records/products.ts";
import { mintId } from "./state.ts";
import {
  applyVariant,
  makeVariant,
  refuseUnknownVariantFields,
  VARIANT_SET_FIELDS,
  variantProblem,
  type VariantFields,
} from "./variants.ts";

const VARIANTS_MAX = 2_048;
const QUANTITIES_MAX = 50_000;

export interface VariantInput extends VariantFields {
  readonly id?: string | null;
  readonly sku?: string | null;
  readonly position?: number | null;
  readonly optionValues: readonly VariantChoiceInput[];
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly inventoryQuantities?:
    readonly { readonly locationId: string; readonly name: string; readonly quantity: number }[] | null;
  readonly file?: FileSetInput | null;
}

interface Input extends ProductFields {
  readonly id?: string;
  readonly productOptions?: readonly OptionInput[] | null;
  readonly variants?: readonly VariantInput[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly collections?: readonly string[] | null;
  readonly files?: readonly FileSetInput[] | null;
}
interface Arguments {
  readonly identifier?: ProductIdentifier | null;
  readonly input: Input;
  readonly synchronous?: boolean | null;
}

interface Refusal {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
}

export const productSet: MutationResolver = (args: Arguments, { core, effect }: Doing) => {
  const done = set(core, args, effect);
  const product = done.kind === "set" ? done.product : null;
  const userErrors = done.kind === "set" ? [] : [done.refusal];
  if (args.synchronous !== false) return { product, productSetOperation: null, userErrors };
  // Asynchronous: accepted without a word about the outcome, which productOperation tells.
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
  { identifier, input }: Arguments,
  effect: Doing["effect"],
): { kind: "set"; product: Product } | { kind: "refused"; refusal: Refusal } {
  only(input, "ProductSetInput", [
    "id",
    "title",
    "descriptionHtml",
    "vendor",
    "productType",
    "status",
    "tags",
    "category",
    "templateSuffix",
    "seo",
    "handle",
    "redirectNewHandle",
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
    refuse(core, existing, identifier ?? undefined, input) ?? (plan.kind === "refused" ? plan.refusal : undefined);
  if (refusal) return { kind: "refused", refusal };
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
      ? applyVariants(core, product, plan, input.variants ?? [])
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

function refuse(
  core: Core,
  existing: Product | undefined,
  identifier: ProductIdentifier | undefined,
  input: Input,
): Refusal | undefined {
  const no = (field: readonly string[], code: string, message: string): Refusal => ({ field, code, message });
  if (identifier && input.id !== undefined)
    return no(["input", "id"], "ID_NOT_ALLOWED", "The id field is not allowed if identifier is provided.");
  if ((identifier?.id !== undefined || input.id !== undefined) && !existing)
    return no(identifier ? ["identifier", "id"] : ["input", "id"], "PRODUCT_DOES_NOT_EXIST", "Product does not exist");
  if (identifier?.handle !== undefined) {
    if (input.handle === undefined)
      return no(
        ["input", "handle"],
        "MISSING_FIELD_REQUIRED",
        "The input field corresponding to the identifier is required.",
      );
    if (slug(input.handle ?? "") !== slug(identifier.handle))
      return no(
        ["input", "handle"],
        "INPUT_MISMATCH",
        "The identifier value does not match the value of the corresponding field in the input.",
      );
  }
  const { customId } = identifier ?? {};
  if (customId && input.metafields) {
    const same = input.metafields.find(
      ({ namespace, key }) => namespaceOf(namespace) === namespaceOf(customId.namespace) && key === customId.key,
    );
    if (same?.value !== customId.value)
      return no(
        ["input", "metafields"],
        "METAFIELD_MISMATCH",
        "The input argument `metafields` (if present) must contain the `customId` value.",
      );
  }
  const field = fieldRefusal(core, existing, input);
  if (field) return no(["input", field.part], field.code, field.message);
  for (const [index, metafield] of (input.metafields ?? []).entries()) {
    const problem = metafieldRefusal(core, "PRODUCT", existing?.id, existing?.metafields, metafield);
    if (problem)
      return no(
        ["input", "metafields", String(index), problem.part],
        problem.code === "CAPABILITY_VIOLATION" ? problem.code : "INVALID_METAFIELD",
        problem.message,
      );
  }
  for (const [index, id] of (input.collections ?? []).entries())
    if (!core.state.collections.has(id))
      return no(["input", "collections", String(index)], "INVALID_INPUT", "Collection does not exist");
  for (const [index, file] of (input.files ?? []).entries()) {
    const problem = fileRefusal(core, file);
    if (problem) return no(["input", "files", String(index)], "INVALID_INPUT", problem);
  }
  return refuseVariants(core, existing, input);
}

function refuseVariants(core: Core, existing: Product | undefined, input: Input): Refusal | undefined {
  const { variants, productOptions } = input;
  if (productOptions && !variants)
    return {
      field: ["input", "variants"],
      code: "VARIANTS_INPUT_MISSING",
      message: "Must specify variants when updating options.",
    };
  if (!variants) return undefined;
  if (!productOptions)
    return {
      field: ["input", "productOptions"],
      code: "PRODUCT_OPTIONS_INPUT_MISSING",
      message: "Must specify product options when updating variants.",
    };
  if (variants.length > VARIANTS_MAX)
    return {
      field: ["input", "variants"],
      code: "VARIANTS_OVER_LIMIT",
      message: `Number of product variants exceeds shop limit of ${VARIANTS_MAX}.`,
    };
  if (variants.length === 0)
    return { field: ["input", "variants"], code: "INVALID_VARIANT", message: "A product needs at least one variant" };
  if (variants.reduce((sum, each) => sum + (each.inventoryQuantities?.length ?? 0), 0) > QUANTITIES_MAX)
    return {
      field: ["input", "variants"],
      code: "INVENTORY_QUANTITIES_LIMIT_EXCEEDED",
      message: `Inventory quantity input exceeds the limit of ${QUANTITIES_MAX}.`,
    };
  for (const [index, variant] of variants.entries()) {
    const no = (part: readonly string[], code: string, message: string): Refusal => ({
      field: ["input", "variants", String(index), ...part],
      code,
      message,
    });
    const known = variant.id ? existing?.variants.find(({ id }) => id === variant.id) : undefined;
    if (variant.id && !known) return no(["id"], "PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist");
    const problem = variantProblem(variant);
    if (problem) return no(problem.part, "INVALID_VARIANT", problem.message);
    if ((variant.sku?.length ?? 0) > 255)
      return no(["sku"], "INVALID_VARIANT", "SKU is too long (maximum is 255 characters)");
    for (const [position, { locationId, name, quantity }] of (variant.inventoryQuantities ?? []).entries()) {
      const at = ["inventoryQuantities", String(position)];
      if (name !== "available" && name !== "on_hand")
        return no([...at, "name"], "INVALID_VARIANT", "The quantity name must be either 'available' or 'on_hand'.");
      if (!core.state.locations.get(locationId)?.isActive)
        return no([...at, "locationId"], "INVALID_VARIANT", "Location does not exist or is inactive");
      if (quantity < 0 || quantity > 1_000_000_000)
        return no([...at, "quantity"], "INVALID_VARIANT", "Quantity is out of range");
      if (known && !known.item.levels.has(locationId))
        return no(
          [...at, "locationId"],
          "INVALID_VARIANT",
          "Quantities of an existing variant can only be set where it is already stocked",
        );
    }
    for (const [position, metafield] of (variant.metafields ?? []).entries()) {
      const refusal = metafieldRefusal(core, "PRODUCTVARIANT", known?.id, known?.metafields, metafield);
      if (refusal)
        return no(
          ["metafields", String(position), refusal.part],
          refusal.code === "CAPABILITY_VIOLATION" ? refusal.code : "INVALID_METAFIELD",
          refusal.message,
        );
    }
    if (variant.file && !(input.files ?? []).some((file) => JSON.stringify(file) === JSON.stringify(variant.file)))
      return no(["file"], "INVALID_VARIANT", "A variant's file must also be in the product's files");
  }
  return undefined;
}

function makeProduct(core: Core, input: Input): Product {
  const { state } = core;
  const now = core.now();
  const title = input.title ?? "";
  const handle = input.handle ? slug(input.handle) : freeHandle(core, title);
  const product: Product = {
    id: mintId(state, "Product"),
    handle,
    title,
    descriptionHtml: "",
    vendor: "",
    productType: "",
    status: "ACTIVE",
    tags: [],
    categoryId: null,
    templateSuffix: null,
    seo: { title: null, description: null },
    options: [],
    variants: [],
    mediaIds: [],
    collectionIds: [],
    publishedOn: new Map(),
    metafields: new Map(),
    createdAt: now,
    updatedAt: now,
  };
  for (const publication of state.publications.values())
    if (publication.autoPublish) product.publishedOn.set(publication.id, now);
  state.products.set(product.id, product);
  state.handles.set(handle, product.id);
  return product;
}

function setCustomId(core: Core, product: Product, customId: NonNullable<ProductIdentifier["customId"]>): void {
  setMetafield(core, product.id, product.metafields, {
    namespace: customId.namespace ?? null,
    key: customId.key,
    type: "id",
    value: customId.value,
  });
}

/** Neither options nor variants: one variant "Default Title". */
function defaultVariant(core: Core, product: Product): { made: number; deleted: number; changed: number } {
  const option = {
    id: mintId(core.state, "ProductOption"),
    name: "Title",
    values: [{ id: mintId(core.state, "ProductOptionValue"), name: "Default Title" }],
  };
  product.options = [option];
  const variant = makeVariant(core, product, new Map([[option.id, option.values[0]?.id ?? ""]]));
  stockAtFirst(core, variant);
  product.variants = [variant];
  return { made: 1, deleted: 0, changed: 0 };
}

function applyVariants(
  core: Core,
  product: Product,
  plan: OptionPlan,
  inputs: readonly VariantInput[],
): { made: number; deleted: number; changed: number } {
  product.options = plan.options;
  const before = new Map(product.variants.map((variant) => [variant.id, variant]));
  let made = 0;
  let changed = 0;
  const next: Variant[] = [];
  for (const [index, input] of inputs.entries()) {
    const choices = plan.choices[index];
    if (!choices) throw new NotSimulated("a variant without choices");
    const id = input.id ?? plan.takenOver[index];
    const known = id ? before.get(id) : undefined;
    const variant = known ?? makeVariant(core, product, new Map(choices));
    variant.choices.clear();
    for (const [option, value] of choices) variant.choices.set(option, value);
    const item = { ...input.inventoryItem, ...(input.sku === undefined ? {} : { sku: input.sku }) };
    const parts = applyVariant(core, variant, { ...input, inventoryItem: item });
    if (!known) made += 1;
    else if (parts.length > 0) changed += 1;
    if (input.metafields) {
      dropMetafields(
        core,
        variant.id,
        variant.metafields,
        new Set(input.metafields.map((each) => `${namespaceOf(each.namespace)}.${each.key}`)),
      );
      for (const metafield of input.metafields) setMetafield(core, variant.id, variant.metafields, metafield);
    }
    if (input.file) variant.mediaIds.splice(0, variant.mediaIds.length, fileIdOf(core, input.file));
    if (!known && !input.inventoryQuantities) stockAtFirst(core, variant);
    for (const { locationId, name, quantity } of input.inventoryQuantities ?? []) {
      const level = levelOf(core, variant.item, locationId, true);
      level.isActive = true;
      level.available = name === "on_hand" ? quantity - level.committed : quantity;
      level.updatedAt = core.now();
    }
    next.push(variant);
  }
  const kept = new Set(next);
  const gone = product.variants.filter((variant) => !kept.has(variant));
  for (const variant of gone) removeVariant(core, variant);
  // By the positions that were given; the others stay in the order they came in.
  const order = inputs.map((input, index) => ({ at: input.position ?? index + 1, index }));
  order.sort((a, b) => a.at - b.at || a.index - b.index);
  product.variants = order.flatMap(({ index }) => next[index] ?? []);
  return { made, deleted: gone.length, changed };
}

/** Without quantities a new item is stocked, with nought, at the shop's first location only. */
function stockAtFirst(core: Core, variant: Variant): void {
  const first = [...core.state.locations.values()].find(({ isActive }) => isActive);
  if (first) levelOf(core, variant.item, first.id, true);
}
