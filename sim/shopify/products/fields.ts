/** Products and their options as they are read. */
import type { Resolvers } from "../core.ts";
import { levelTotal } from "../inventory/levels.ts";
import type { Product, ProductOption } from "../records/products.ts";
import { numberOfId } from "../state.ts";
import { hasNoOption } from "./variant-title.ts";

export const productFields: Resolvers = {
  Product: {
    legacyResourceId: ({ id }: Product) => numberOfId(id),
    options: (product: Product) =>
      product.options.map((option, index) => ({ ...option, product, position: index + 1 })),
    variantsCount: ({ variants }: Product) => ({ count: variants.length, precision: "EXACT" }),
    totalInventory: ({ variants }: Product) => variants.reduce((sum, { item }) => sum + levelTotal(item), 0),
    tracksInventory: ({ variants }: Product) => variants.some(({ item }) => item.tracked),
    hasOnlyDefaultVariant: hasNoOption,
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
};

const isPublished = (owner: { publishedOn: Map<string, number> }, publicationId: string, now: number) =>
  (owner.publishedOn.get(publicationId) ?? Number.POSITIVE_INFINITY) <= now;
