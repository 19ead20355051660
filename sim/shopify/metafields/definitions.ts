/** Metafield definitions looked up, and the unique values they keep. */
import { topLevel, type Core } from "../core.ts";
import type { MetafieldDefinition } from "../records/metafields.ts";
import { namespaceOf } from "./namespaces.ts";

export const definitionOf = (
  core: Core,
  ownerType: string,
  namespace: string,
  key: string,
): MetafieldDefinition | undefined => core.state.definitions.get(`${ownerType}|${namespace}|${key}`);

/** The owner that carries a value of a definition of type id. Throws the top-level error when there is no such definition. */
export function ownerByCustomId(
  core: Core,
  ownerType: string,
  customId: { namespace?: string | null; key: string; value: string },
): string | undefined {
  const namespace = namespaceOf(customId.namespace);
  const definition = definitionOf(core, ownerType, namespace, customId.key);
  if (definition?.type !== "id")
    throw topLevel(
      "NOT_FOUND",
      `Metafield definition of type 'id' is required when using custom ids: ${namespace}.${customId.key}`,
    );
  return core.state.unique.get(uniqueKey(ownerType, namespace, customId.key, customId.value));
}

export const uniqueKey = (ownerType: string, namespace: string, key: string, value: string) =>
  `${ownerType}|${namespace}|${key}|${value}`;
