/** Writes and deletes metafields that an owner holds, their unique values with them. */
import { sha256, type Core } from "../core.ts";
import type { Metafield, Metafields } from "../records/metafields.ts";
import { mintId } from "../state.ts";
import { definitionOf, uniqueKey } from "./definitions.ts";
import { namespaceOf } from "./namespaces.ts";
import { ownerTypeOf } from "./owners.ts";
import type { MetafieldInput } from "./refusal.ts";

/** Sets one metafield that passed `metafieldRefusal`. */
export function setMetafield(core: Core, ownerId: string, held: Metafields, input: MetafieldInput): Metafield {
  const { state } = core;
  const now = core.now();
  const namespace = namespaceOf(input.namespace);
  const key = input.key ?? "";
  const value = input.value ?? "";
  const ownerType = ownerTypeOf(ownerId) ?? "";
  const definition = definitionOf(core, ownerType, namespace, key);
  const present = held.get(`${namespace}.${key}`);
  const type = input.type ?? definition?.type ?? present?.type ?? "single_line_text_field";
  if (definition?.unique) {
    if (present) state.unique.delete(uniqueKey(ownerType, namespace, key, present.value));
    state.unique.set(uniqueKey(ownerType, namespace, key, value), ownerId);
  }
  const compareDigest = sha256(`${type}:${value}`);
  if (present) {
    Object.assign(present, { type, value, compareDigest, updatedAt: now });
    return present;
  }
  const made: Metafield = {
    id: mintId(state, "Metafield"),
    namespace,
    key,
    type,
    value,
    compareDigest,
    createdAt: now,
    updatedAt: now,
  };
  held.set(`${namespace}.${key}`, made);
  return made;
}

/** Deletes those that `keep` does not name ("namespace.key"); undefined deletes all. */
export function dropMetafields(core: Core, ownerId: string, held: Metafields, keep?: ReadonlySet<string>): number {
  const ownerType = ownerTypeOf(ownerId) ?? "";
  let dropped = 0;
  for (const [name, { namespace, key, value }] of held) {
    if (keep?.has(name)) continue;
    held.delete(name);
    dropped += 1;
    const unique = uniqueKey(ownerType, namespace, key, value);
    if (core.state.unique.get(unique) === ownerId) core.state.unique.delete(unique);
  }
  return dropped;
}
