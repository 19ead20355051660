/** Products and variants looked up, listed and searched. */
import { topLevel, type Resolvers } from "../core.ts";
import { ownerByCustomId } from "../metafields/definitions.ts";
import type { Product, Variant } from "../records/products.ts";
import { numberOfId } from "../state.ts";
import { findProduct, type CustomId, type ProductIdentifier } from "./find-product.ts";

export const productQueries: Resolvers = {
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
