/** Why a metafield may not be set: key, namespace, type, value, uniqueness, digest. */
import type { Core } from "../core.ts";
import type { Metafields } from "../records/metafields.ts";
import { definitionOf, uniqueKey } from "./definitions.ts";
import { isMetafieldType, metafieldProblem } from "./metafield-types.ts";
import { namespaceOf } from "./namespaces.ts";

/** Why a metafield may not be set on an owner; `ownerId` is undefined while the owner is being made. */
export function metafieldRefusal(
  core: Core,
  ownerType: string,
  ownerId: string | undefined,
  held: Metafields | undefined,
  input: MetafieldInput,
): MetafieldError | undefined {
  const namespace = namespaceOf(input.namespace);
  const { key, value } = input;
  const no = (code: string, part: string, message: string): MetafieldError => ({ code, part, message });
  if (key === undefined || key === "") return no("BLANK", "key", "Key can't be blank");
  if (key.length < 2) return no("TOO_SHORT", "key", "Key is too short (minimum is 2 characters)");
  if (key.length > 64) return no("TOO_LONG", "key", "Key is too long (maximum is 64 characters)");
  if (!/^[\w-]+$/.test(key)) return no("INVALID", "key", "Key contains one or more invalid characters.");
  if (namespace.length < 3) return no("TOO_SHORT", "namespace", "Namespace is too short (minimum is 3 characters)");
  if (namespace.length > 255) return no("TOO_LONG", "namespace", "Namespace is too long (maximum is 255 characters)");
  if (!/^[\w-]+$/.test(namespace))
    return no("INVALID", "namespace", "Namespace contains one or more invalid characters.");
  const definition = definitionOf(core, ownerType, namespace, key);
  const present = held?.get(`${namespace}.${key}`);
  const type = input.type ?? definition?.type ?? present?.type;
  if (type === undefined) return no("BLANK", "type", "Type can't be blank");
  if (!isMetafieldType(type)) return no("INCLUSION", "type", `Type must be one of the supported types, not ${type}`);
  if (definition && definition.type !== type)
    return no(
      "INVALID_TYPE",
      "type",
      `Type '${type}' must be consistent with the definition's type: '${definition.type}'.`,
    );
  if (value === undefined || value === "") return no("BLANK", "value", "Value can't be blank");
  const problem = metafieldProblem(type, value, definition?.validations) ?? referenceProblem(core, type, value);
  if (problem) return no("INVALID_VALUE", "value", `Value ${problem}.`);
  if (definition?.unique) {
    const holder = core.state.unique.get(uniqueKey(ownerType, namespace, key, value));
    if (holder !== undefined && holder !== ownerId)
      return no("CAPABILITY_VIOLATION", "value", "Value has already been taken.");
  }
  if ("compareDigest" in input) {
    const digest = input.compareDigest ?? null;
    if (digest !== null && !/^[0-9a-f]{64}$/.test(digest))
      return no("INVALID_COMPARE_DIGEST", "compareDigest", "The compareDigest is invalid.");
    if (digest !== (present?.compareDigest ?? null))
      return no(
        "STALE_OBJECT",
        "compareDigest",
        "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
      );
  }
  return undefined;
}

const LIST_MAX = 128;

/** A reference must be to a record that is there; a list has at most 128. One that is deleted later stays in the value. */
function referenceProblem({ state }: Core, type: string, value: string): string | undefined {
  const bare = type.replace(/^list\./, "");
  const held = bare === "product_reference" ? state.products : bare === "variant_reference" ? state.variants : null;
  if (held === null) return undefined;
  const ids = type === bare ? [value] : (JSON.parse(value) as readonly string[]); // metafieldProblem read it
  if (ids.length > LIST_MAX) return `has a maximum of ${LIST_MAX} items`;
  const missing = ids.find((id) => !held.has(id));
  return missing === undefined ? undefined : `references non-existent resource ${missing}`;
}

export interface MetafieldInput {
  readonly id?: string;
  readonly namespace?: string | null;
  readonly key?: string;
  readonly type?: string | null;
  readonly value?: string;
  readonly compareDigest?: string | null;
}

export interface MetafieldError {
  readonly code: string;
  readonly part: string;
  readonly message: string;
}
