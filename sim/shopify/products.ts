/** Products and variants as they are read, and productUpdate, tags and publishing. */
import {
  only,
  topLevel,
  type Core,
  type Doing,
  type MutationResolver,
  type Resolvers,
  type UserError,
} from "./core.ts";
import { ownerByCustomId } from "./metafields/definitions.ts";
import { dropMetafields, setMetafield } from "./metafields/held.ts";
import { namespaceOf } from "./metafields/namespaces.ts";
import { metafieldRefusal, type MetafieldInput } from "./metafields/refusal.ts";
import { emitProduct } from "./payloads.ts";
import type { Product, ProductOption, Variant } from "./records/products.ts";
import type { Collection } from "./records/publishing.ts";
import { numberOfId, typeOfId } from "./state.ts";
import { levelTotal } from "./inventory/levels.ts";

export interface CustomId {
  readonly namespace?: string | null;
  readonly key: string;
  readonly value: string;
}
export interface ProductIdentifier {
  readonly id?: string;
  readonly handle?: string;
  readonly customId?: CustomId;
}

export function findProduct(core: Core, identifier: ProductIdentifier): Product | undefined {
  const { products, handles } = core.state;
  if (identifier.id !== undefined) return products.get(identifier.id);
  if (identifier.handle !== undefined) return products.get(handles.get(identifier.handle) ?? "");
  if (identifier.customId) return products.get(ownerByCustomId(core, "PRODUCT", identifier.customId) ?? "");
  return undefined;
}

/** "Café Torrado 500 g" → "cafe-torrado-500-g" */
export const slug = (title: string): string =>
  title
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 255) || "product";

/** A handle made from a title gets a number when it is taken. */
export function freeHandle(
  core: Core,
  title: string,
  isTaken = (handle: string) => core.state.handles.has(handle),
): string {
  const base = slug(title);
  let handle = base;
  for (let count = 1; isTaken(handle); count += 1) handle = `${base}-${count}`;
  return handle;
}

/** Tags are compared without case; the first spelling stays; kept in order of the alphabet, as Shopify answers them. */
export function cleanTags(tags: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags.flatMap((each) => each.split(",")).map((each) => each.trim()))
    if (tag !== "" && !kept.has(tag.toLowerCase())) kept.set(tag.toLowerCase(), tag);
  return [...kept.values()].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

function tagProblem(tags: readonly string[]): string | undefined {
  if (tags.length > 250) return "Tags are limited to 250";
  return tags.some((tag) => tag.length > 255) ? "Tag is too long (maximum is 255 characters)" : undefined;
}

export const choiceNames = (product: Product, variant: Variant): string[] =>
  product.options.map((option) => option.values.find(({ id }) => id === variant.choices.get(option.id))?.name ?? "");

export const variantTitle = (product: Product, variant: Variant): string =>
  choiceNames(product, variant).join(" / ") || "Default Title";

/** Takes a product away with its variants, their items and their unique metafields. */
export function removeProduct(core: Core, product: Product): void {
  const { state } = core;
  for (const variant of product.variants) removeVariant(core, variant);
  product.variants = [];
  dropMetafields(core, product.id, product.metafields);
  state.products.delete(product.id);
  if (state.handles.get(product.handle) === product.id) state.handles.delete(product.handle);
}

/** A deleted variant loses id, stock and list prices; orders keep their lines without it. */
export function removeVariant(core: Core, variant: Variant): void {
  const { state } = core;
  dropMetafields(core, variant.id, variant.metafields);
  state.variants.delete(variant.id);
  state.items.delete(variant.item.id);
  for (const list of state.priceLists.values()) list.fixed.delete(variant.id);
  for (const order of state.orders.values())
    for (const line of order.lines) if (line.variantId === variant.id) line.variantId = null;
}

export interface ProductFields {
  readonly title?: string | null;
  readonly descriptionHtml?: string | null;
  readonly vendor?: string | null;
  readonly productType?: string | null;
  readonly status?: Product["status"] | null;
  readonly tags?: readonly string[] | null;
  readonly category?: string | null;
  readonly templateSuffix?: string | null;
  readonly seo?: { readonly title?: string | null; readonly description?: string | null } | null;
  readonly handle?: string | null;
  readonly redirectNewHandle?: boolean | null;
}

/** Why the plain fields may not be taken. */
export function fieldRefusal(
  core: Core,
  product: Product | undefined,
  input: ProductFields,
): { part: string; code: string; message: string } | undefined {
  const { title, handle } = input;
  if ((product === undefined && title === undefined) || title === null || title?.trim() === "")
    return { part: "title", code: "INVALID_INPUT", message: "Title can't be blank" };
  if (title !== undefined && title.length > 255)
    return { part: "title", code: "INVALID_INPUT", message: "Title is too long (maximum is 255 characters)" };
  for (const part of ["vendor", "productType"] as const)
    if ((input[part]?.length ?? 0) > 255)
      return { part, code: "INVALID_INPUT", message: `${part} is too long (maximum is 255 characters)` };
  const tags = cleanTags(input.tags ?? []);
  const wrong = tagProblem(tags);
  if (wrong !== undefined) return { part: "tags", code: "INVALID_INPUT", message: wrong };
  if (handle !== undefined && handle !== null) {
    const holder = core.state.handles.get(slug(handle));
    if (holder !== undefined && holder !== product?.id)
      return {
        part: "handle",
        code: "HANDLE_NOT_UNIQUE",
        message: `Handle '${handle}' already in use. Please provide a new handle.`,
      };
  }
  return undefined;
}

/** Takes over the fields that are there; what is absent stays. Tells which changed. */
export function applyFields(core: Core, product: Product, input: ProductFields): string[] {
  const changed: string[] = [];
  const put = <K extends keyof Product>(name: K, value: Product[K] | undefined) => {
    if (value === undefined || JSON.stringify(product[name]) === JSON.stringify(value)) return;
    product[name] = value;
    changed.push(name);
  };
  put("title", input.title ?? undefined);
  put("descriptionHtml", input.descriptionHtml === null ? "" : input.descriptionHtml);
  put("vendor", input.vendor === null ? "" : input.vendor);
  put("productType", input.productType === null ? "" : input.productType);
  put("status", input.status ?? undefined);
  put("tags", input.tags ? cleanTags(input.tags) : undefined);
  put("categoryId", input.category);
  put("templateSuffix", input.templateSuffix);
  if (input.seo) put("seo", { ...product.seo, ...input.seo });
  const handle = input.handle ? slug(input.handle) : undefined;
  if (handle !== undefined && handle !== product.handle) {
    core.state.handles.delete(product.handle);
    core.state.handles.set(handle, product.id);
    put("handle", handle);
  }
  if (changed.length > 0) product.updatedAt = core.now();
  return changed;
}

interface UpdateArguments {
  readonly identifier?: ProductIdentifier | null;
  readonly product?:
    (ProductFields & { readonly id?: string; readonly metafields?: readonly MetafieldInput[] | null }) | null;
  readonly input?: unknown;
  readonly media?: unknown;
}

const productUpdate: MutationResolver = (args: UpdateArguments, { core, effect }: Doing) => {
  only(args, "Mutation.productUpdate", ["identifier", "product"]);
  const input = args.product ?? {};
  only(input, "ProductUpdateInput", [
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
    "metafields",
    "deleteConflictingConstrainedMetafields",
  ]);
  const refuse = (field: string[] | null, message: string) => ({ product: null, userErrors: [{ field, message }] });
  const identifier = args.identifier ?? (input.id === undefined ? undefined : { id: input.id });
  if (!identifier) return refuse(["id"], "Product identifier is required");
  const product = findProduct(core, identifier);
  if (!product) return refuse(args.identifier ? ["identifier"] : ["id"], "Product does not exist");
  const problem = fieldRefusal(core, product, input);
  if (problem) return refuse([problem.part], problem.message);
  for (const [index, metafield] of (input.metafields ?? []).entries()) {
    const refusal = metafieldRefusal(core, "PRODUCT", product.id, product.metafields, metafield);
    if (refusal) return refuse(["metafields", String(index), refusal.part], refusal.message);
  }
  const changed = applyFields(core, product, input);
  for (const metafield of input.metafields ?? []) {
    setMetafield(core, product.id, product.metafields, metafield);
    changed.push(`${namespaceOf(metafield.namespace)}.${metafield.key}`);
  }
  effect({ kind: "product", id: product.id, created: false, changed: changed.join(",") });
  if (changed.length > 0) emitProduct(core, product, "PRODUCTS_UPDATE");
  return { product, userErrors: [] };
};

function tagged(core: Core, id: string): { tags: string[]; updatedAt: number } | undefined {
  return typeOfId(id) === "Product" ? core.state.products.get(id) : core.state.orders.get(id);
}

const changeTags =
  (change: (has: readonly string[], given: readonly string[]) => string[]): MutationResolver =>
  ({ id, tags }: { id: string; tags: readonly string[] }, { core, effect }: Doing) => {
    const owner = tagged(core, id);
    if (!owner) return { node: null, userErrors: [{ field: ["id"], message: "Resource does not exist" }] };
    const before = owner.tags;
    const after = cleanTags(change(before, cleanTags(tags)));
    const problem = after.length > before.length ? tagProblem(after) : undefined;
    if (problem !== undefined) return { node: null, userErrors: [{ field: ["tags"], message: problem }] };
    owner.tags = after;
    const changed = before.join() !== owner.tags.join();
    if (changed) owner.updatedAt = core.now();
    effect({ kind: "tags", id, changed });
    return { node: owner, userErrors: [] };
  };

const tagsAdd = changeTags((has, given) => [...has, ...given]);
const tagsRemove = changeTags((has, given) => {
  const gone = new Set(given.map((tag) => tag.toLowerCase()));
  return has.filter((tag) => !gone.has(tag.toLowerCase()));
});

interface PublishArguments {
  readonly id: string;
  readonly input: readonly {
    readonly publicationId?: string | null;
    readonly publishDate?: string | null;
    readonly channelId?: string | null;
  }[];
}

const publishing =
  (publish: boolean): MutationResolver =>
  ({ id, input }: PublishArguments, { core, effect }: Doing) => {
    const owner: Product | Collection | undefined = core.state.products.get(id) ?? core.state.collections.get(id);
    const shop = { __typename: "Shop", id: "gid://shopify/Shop/1" };
    const errors: UserError[] = [];
    if (!owner) errors.push({ field: ["id"], message: "Resource does not exist" });
    for (const [index, each] of input.entries()) {
      only(each, "PublicationInput", ["publicationId", "publishDate"]);
      if (!core.state.publications.has(each.publicationId ?? ""))
        errors.push({
          field: ["input", String(index), "publicationId"],
          message: "Publication does not exist or is not publishable",
        });
    }
    if (!owner || errors.length > 0) return { publishable: null, shop, userErrors: errors };
    for (const each of input) {
      const publicationId = each.publicationId ?? "";
      const was = owner.publishedOn.has(publicationId);
      if (publish && !was)
        owner.publishedOn.set(publicationId, each.publishDate ? Date.parse(each.publishDate) : core.now());
      if (!publish) owner.publishedOn.delete(publicationId);
      effect({ kind: publish ? "publish" : "unpublish", id, publication: publicationId, changed: was !== publish });
    }
    return { publishable: owner, shop, userErrors: [] };
  };

const productDelete: MutationResolver = ({ input }: { input: { id: string } }, { core, effect }: Doing) => {
  const product = core.state.products.get(input.id);
  if (!product)
    return {
      deletedProductId: null,
      shop: { id: "gid://shopify/Shop/1" },
      userErrors: [{ field: ["id"], message: "Product does not exist" }],
    };
  removeProduct(core, product);
  effect({ kind: "product-deleted", id: product.id });
  emitProduct(core, product, "PRODUCTS_DELETE");
  return { deletedProductId: product.id, shop: { id: "gid://shopify/Shop/1" }, userErrors: [] };
};

export const productMutations = {
  productUpdate,
  productDelete,
  tagsAdd,
  tagsRemove,
  publishablePublish: publishing(true),
  publishableUnpublish: publishing(false),
};

const isPublished = (owner: { publishedOn: Map<string, number> }, publicationId: string, now: number) =>
  (owner.publishedOn.get(publicationId) ?? Number.POSITIVE_INFINITY) <= now;

export const productFields: Resolvers = {
  Product: {
    legacyResourceId: ({ id }: Product) => numberOfId(id),
    options: (product: Product) =>
      product.options.map((option, index) => ({ ...option, product, position: index + 1 })),
    variantsCount: ({ variants }: Product) => ({ count: variants.length, precision: "EXACT" }),
    totalInventory: ({ variants }: Product) => variants.reduce((sum, { item }) => sum + levelTotal(item), 0),
    tracksInventory: ({ variants }: Product) => variants.some(({ item }) => item.tracked),
    hasOnlyDefaultVariant: (product: Product) => product.options[0]?.name === "Title" && product.variants.length === 1,
    isGiftCard: () => false,
    category: ({ categoryId }: Product) => (categoryId === null ? null : { id: categoryId }),
    publishedAt: ({ publishedOn }: Product) => [...publishedOn.values()][0] ?? null,
    publishedOnPublication: (product: Product, { publicationId }: { publicationId: string }, { core }) =>
      isPublished(product, publicationId, core.now()),
    resourcePublicationsV2: (product: Product, _: unknown, { core }) =>
      [...product.publishedOn].map(([id, at]) => ({
        publication: core.state.publications.get(id),
        publishDate: at,
        isPublished: at <= core.now(),
      })),
    collections: (product: Product, _: unknown, { core }) =>
      product.collectionIds.flatMap((id) => core.state.collections.get(id) ?? []),
  },
  ProductOption: {
    values: (option: ProductOption & { product: Product }) => option.values.map(({ name }) => name),
    optionValues: (option: ProductOption & { product: Product }) =>
      option.values.map((value) => ({
        ...value,
        hasVariants: option.product.variants.some(({ choices }) => choices.get(option.id) === value.id),
      })),
  },
  ProductVariant: {
    legacyResourceId: ({ id }: Variant) => numberOfId(id),
    product: ({ productId }: Variant, _: unknown, { core }) => core.state.products.get(productId) ?? null,
    title: (variant: Variant, _: unknown, { core }) => titled(core, variant),
    displayName: (variant: Variant, _: unknown, { core }) =>
      `${core.state.products.get(variant.productId)?.title} - ${titled(core, variant)}`,
    sku: ({ item }: Variant) => item.sku,
    inventoryItem: ({ item }: Variant) => item,
    inventoryQuantity: ({ item }: Variant) => levelTotal(item),
    position: (variant: Variant, _: unknown, { core }) =>
      (core.state.products.get(variant.productId)?.variants.indexOf(variant) ?? 0) + 1,
    selectedOptions: (variant: Variant, _: unknown, { core }) => {
      const product = core.state.products.get(variant.productId);
      if (!product) return [];
      return choiceNames(product, variant).map((value, index) => ({ name: product.options[index]?.name, value }));
    },
    availableForSale: ({ item, inventoryPolicy }: Variant) =>
      !item.tracked || inventoryPolicy === "CONTINUE" || levelTotal(item) > 0,
  },
  QueryRoot: {
    product: (_: unknown, { id }: { id: string }, { core }) => core.state.products.get(id) ?? null,
    productVariant: (_: unknown, { id }: { id: string }, { core }) => core.state.variants.get(id) ?? null,
    productByIdentifier: (_: unknown, { identifier }: { identifier: ProductIdentifier }, { core }) =>
      findProduct(core, identifier) ?? null,
    productVariantByIdentifier: (
      _: unknown,
      { identifier }: { identifier: { id?: string; customId?: CustomId } },
      { core },
    ) =>
      core.state.variants.get(
        identifier.id ??
          (identifier.customId ? ownerByCustomId(core, "PRODUCTVARIANT", identifier.customId) : undefined) ??
          "",
      ) ?? null,
    products: (_: unknown, args: { query?: string | null; sortKey?: string }, { core }) => {
      const list = [...core.state.products.values()];
      if (args.query) return search(list, args.query, "QueryRoot.products", PRODUCT_TERMS);
      return list;
    },
    productVariants: (_: unknown, args: { query?: string | null }, { core }) => {
      const list = [...core.state.variants.values()];
      if (args.query) return search(list, args.query, "QueryRoot.productVariants", VARIANT_TERMS);
      return list;
    },
    productsCount: (_: unknown, args: { query?: string | null }, { core }) => {
      if (args.query)
        throw topLevel("NOT_SIMULATED", "the simulator does not simulate QueryRoot.productsCount(query:)");
      return { count: core.state.products.size, precision: "EXACT" };
    },
    productVariantsCount: (_: unknown, args: { query?: string | null }, { core }) => {
      if (args.query)
        throw topLevel("NOT_SIMULATED", "the simulator does not simulate QueryRoot.productVariantsCount(query:)");
      return { count: core.state.variants.size, precision: "EXACT" };
    },
  },
};

const titled = (core: Core, variant: Variant): string => {
  const product = core.state.products.get(variant.productId);
  return product ? variantTitle(product, variant) : "Default Title";
};

type Terms<T> = Readonly<Record<string, (record: T, value: string) => boolean>>;
const PRODUCT_TERMS: Terms<Product> = {
  id: ({ id }, value) => String(numberOfId(id)) === value,
  handle: ({ handle }, value) => handle === value,
  tag: ({ tags }, value) => tags.some((tag) => tag.toLowerCase() === value.toLowerCase()),
  status: ({ status }, value) => status.toLowerCase() === value.toLowerCase(),
  vendor: ({ vendor }, value) => vendor.toLowerCase() === value.toLowerCase(),
  sku: ({ variants }, value) => variants.some(({ item }) => item.sku === value),
};
const VARIANT_TERMS: Terms<Variant> = {
  id: ({ id }, value) => String(numberOfId(id)) === value,
  sku: ({ item }, value) => item.sku === value,
  barcode: ({ barcode }, value) => barcode === value,
  product_id: ({ productId }, value) => String(numberOfId(productId)) === value,
};

/** A query of name:value terms joined by AND; anything else is named as not simulated. */
function search<T>(list: readonly T[], query: string, field: string, terms: Terms<T>): T[] {
  const tests = query.split(/\s+AND\s+|\s+(?=\w+:)/).map((part) => {
    const [, name, quoted, plain] = /^(\w+):(?:['"](.*)['"]|(\S+))$/.exec(part.trim()) ?? [];
    const test = name === undefined ? undefined : terms[name];
    if (!test)
      throw topLevel("NOT_SIMULATED", `the simulator does not simulate ${field}(query: ${JSON.stringify(query)})`);
    return (record: T) => test(record, quoted ?? plain ?? "");
  });
  return list.filter((record) => tests.every((test) => test(record)));
}
