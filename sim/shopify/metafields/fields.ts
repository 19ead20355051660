/** Metafields and definitions as they are read. */
import { topLevel, type Resolver, type Resolvers } from "../core.ts";
import type { Metafield, MetafieldDefinition, Metafields } from "../records/metafields.ts";
import { namespaceOf } from "./namespaces.ts";

const metafield: Resolver = (
  owner: { metafields: Metafields },
  { namespace, key }: { namespace?: string | null; key: string },
) => {
  // Either key with its namespace, or "namespace.key".
  const name = namespace === undefined && key.includes(".") ? key : `${namespaceOf(namespace)}.${key}`;
  return owner.metafields.get(name) ?? null;
};

const metafields: Resolver = (
  owner: { metafields: Metafields },
  { namespace, keys }: { namespace?: string | null; keys?: readonly string[] | null },
) =>
  [...owner.metafields.values()].filter(
    (each) =>
      (namespace === undefined || namespace === null || each.namespace === namespaceOf(namespace)) &&
      (!keys || keys.includes(`${each.namespace}.${each.key}`)),
  );

const owned = { metafield, metafields };

export const metafieldFields: Resolvers = {
  Product: owned,
  ProductVariant: owned,
  Order: owned,
  Customer: owned,
  Collection: owned,
  Location: owned,
  Shop: owned,
  Metafield: {
    jsonValue: ({ type, value }: Metafield) =>
      /text|^id$|url|date|color/.test(type) && !type.startsWith("list.") ? value : (JSON.parse(value) as unknown),
  },
  MetafieldDefinition: {
    type: ({ type }: MetafieldDefinition) => ({ name: type }),
    pinnedPosition: ({ pinned }: MetafieldDefinition) => (pinned ? 1 : null),
  },
  QueryRoot: {
    metafieldDefinitions: (
      _: unknown,
      args: { ownerType: string; namespace?: string; key?: string; query?: string },
      { core },
    ) => {
      if (args.query)
        throw topLevel("NOT_SIMULATED", "the simulator does not simulate QueryRoot.metafieldDefinitions(query:)");
      return [...core.state.definitions.values()].filter(
        (each) =>
          each.ownerType === args.ownerType &&
          (args.namespace === undefined || each.namespace === namespaceOf(args.namespace)) &&
          (args.key === undefined || each.key === args.key),
      );
    },
  },
};
