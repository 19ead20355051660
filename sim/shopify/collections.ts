/** Collections conditioned on product tags; other conditions are named as not simulated. */
import { NotSimulated, only, type Core, type Doing, type MutationResolver, type Resolvers } from "./core.ts";
import { ownerByCustomId } from "./metafields/definitions.ts";
import { setMetafield } from "./metafields/held.ts";
import { metafieldRefusal, type MetafieldInput } from "./metafields/refusal.ts";
import type { CustomId } from "./products/find-product.ts";
import { freeHandle, slug } from "./products/handles.ts";
import type { Product } from "./records/products.ts";
import type { Collection } from "./records/publishing.ts";
import { mintId, numberOfId } from "./state.ts";

interface Condition {
  readonly productTag?: { readonly relation: string; readonly matchType: string; readonly values: readonly string[] };
}
interface Source {
  readonly source?: {
    readonly title?: string;
    readonly inclusion?: { readonly matchType: string; readonly conditions: readonly Condition[] } | null;
  };
}
interface Input {
  readonly id?: string | null;
  readonly title?: string | null;
  readonly handle?: string | null;
  readonly descriptionHtml?: string | null;
  readonly sources?: readonly Source[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly redirectNewHandle?: boolean | null;
}

/** The tags that a collection takes products by. */
function tagsOf(sources: readonly Source[]): string[] {
  return sources.flatMap((target) => {
    only(target, "CollectionCreateSourceTargetInput", ["source"]);
    const { source } = target;
    only(source ?? {}, "CollectionCreateConditionsSourceInput", ["title", "inclusion", "targetType"]);
    return (source?.inclusion?.conditions ?? []).flatMap((condition) => {
      const { productTag } = condition;
      if (productTag?.relation !== "TAGGED_WITH" || productTag.matchType !== "ANY")
        throw new NotSimulated("collection conditions but productTag TAGGED_WITH ANY");
      return productTag.values;
    });
  });
}

const create: MutationResolver = ({ collection: input }: { collection: Input }, { core, effect }: Doing) => {
  only(input, "CollectionCreateInput", ["title", "handle", "descriptionHtml", "sources", "metafields"]);
  const refuse = (part: string, message: string) => ({
    collection: null,
    userErrors: [{ field: ["collection", part], message, code: null }],
  });
  const title = input.title ?? "";
  if (title.trim() === "") return refuse("title", "Title can't be blank");
  const tags = tagsOf(input.sources ?? []);
  if (input.handle && taken(core, slug(input.handle)))
    return refuse("handle", `Handle '${input.handle}' already in use`);
  for (const metafield of input.metafields ?? []) {
    const refusal = metafieldRefusal(core, "COLLECTION", undefined, undefined, metafield);
    if (refusal) return refuse("metafields", refusal.message);
  }
  const now = core.now();
  const made: Collection = {
    id: mintId(core.state, "Collection"),
    handle: input.handle ? slug(input.handle) : freeHandle(core, title, (handle) => taken(core, handle)),
    title,
    descriptionHtml: input.descriptionHtml ?? "",
    tags,
    publishedOn: new Map(),
    metafields: new Map(),
    createdAt: now,
    updatedAt: now,
  };
  core.state.collections.set(made.id, made);
  for (const metafield of input.metafields ?? []) setMetafield(core, made.id, made.metafields, metafield);
  effect({ kind: "collection", id: made.id, handle: made.handle, created: true });
  return { collection: made, userErrors: [] };
};

const taken = (core: Core, handle: string): boolean =>
  [...core.state.collections.values()].some((each) => each.handle === handle);

const update: MutationResolver = ({ collection: input }: { collection: Input }, { core, effect }: Doing) => {
  only(input, "CollectionUpdateInput", ["id", "title", "handle", "descriptionHtml", "metafields", "redirectNewHandle"]);
  const refuse = (part: string, message: string) => ({
    collection: null,
    job: null,
    userErrors: [{ field: ["collection", part], message, code: null }],
  });
  const known = core.state.collections.get(input.id ?? "");
  if (!known) return refuse("id", "Collection does not exist");
  if (input.title !== undefined && (input.title ?? "").trim() === "") return refuse("title", "Title can't be blank");
  const handle = input.handle ? slug(input.handle) : known.handle;
  if (handle !== known.handle && taken(core, handle)) return refuse("handle", `Handle '${handle}' already in use`);
  for (const metafield of input.metafields ?? []) {
    const refusal = metafieldRefusal(core, "COLLECTION", known.id, known.metafields, metafield);
    if (refusal) return refuse("metafields", refusal.message);
  }
  known.handle = handle;
  if (input.title) known.title = input.title;
  if (input.descriptionHtml !== undefined) known.descriptionHtml = input.descriptionHtml ?? "";
  for (const metafield of input.metafields ?? []) setMetafield(core, known.id, known.metafields, metafield);
  known.updatedAt = core.now();
  effect({ kind: "collection", id: known.id, created: false });
  return { collection: known, job: null, userErrors: [] };
};

export const collectionMutations = { collectionCreate: create, collectionUpdate: update };

/** Products of a collection: tagged for it, or put there by productSet. */
const members = (core: Core, { id, tags }: Collection): Product[] =>
  [...core.state.products.values()].filter(
    (product) => product.collectionIds.includes(id) || product.tags.some((tag) => tags.includes(tag)),
  );

export const collectionFields: Resolvers = {
  Collection: {
    legacyResourceId: ({ id }: Collection) => numberOfId(id),
    products: (collection: Collection, _: unknown, { core }) => members(core, collection),
    productsCount: (collection: Collection, _: unknown, { core }) => ({
      count: members(core, collection).length,
      precision: "EXACT",
    }),
    publishedOnPublication: ({ publishedOn }: Collection, { publicationId }: { publicationId: string }, { core }) =>
      (publishedOn.get(publicationId) ?? Number.POSITIVE_INFINITY) <= core.now(),
  },
  QueryRoot: {
    collection: (_: unknown, { id }: { id: string }, { core }) => core.state.collections.get(id) ?? null,
    collectionByIdentifier: (
      _: unknown,
      { identifier }: { identifier: { id?: string; handle?: string; customId?: CustomId } },
      { core },
    ) => {
      const { id, handle, customId } = identifier;
      if (customId) return core.state.collections.get(ownerByCustomId(core, "COLLECTION", customId) ?? "") ?? null;
      return [...core.state.collections.values()].find((each) => each.id === id || each.handle === handle) ?? null;
    },
    collections: (_: unknown, { query }: { query?: string | null }, { core }) => {
      if (query) throw new NotSimulated("QueryRoot.collections(query:)");
      return [...core.state.collections.values()];
    },
  },
};
