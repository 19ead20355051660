/** Metafields and their definitions: validated by type, unique where the definition says so, compare-and-set by digest. */
import {
  only,
  sha256,
  topLevel,
  type Core,
  type Doing,
  type MutationResolver,
  type Resolver,
  type Resolvers,
  type UserError,
} from "./core.ts";
import { emitOrder } from "./payloads.ts";
import { isMetafieldType, metafieldProblem } from "./metafield-types.ts";
import type { Metafield, MetafieldDefinition, Metafields } from "./records.ts";
import { mintId, typeOfId } from "./state.ts";

const APP_NAMESPACE = "app--1";
const SET_MAX = 25;

/** Left out, or "$app": the app's own. */
export function namespaceOf(given: string | null | undefined): string {
  if (given === null || given === undefined || given === "$app") return APP_NAMESPACE;
  return given.startsWith("$app:") ? `${APP_NAMESPACE}--${given.slice(5)}` : given;
}

export interface MetafieldInput {
  readonly id?: string;
  readonly namespace?: string | null;
  readonly key?: string;
  readonly type?: string | null;
  readonly value?: string;
  readonly compareDigest?: string | null;
}

/** What an owner of metafields is called in definitions. */
const OWNER_TYPES: Readonly<Record<string, string>> = {
  Product: "PRODUCT",
  ProductVariant: "PRODUCTVARIANT",
  Order: "ORDER",
  Customer: "CUSTOMER",
  Collection: "COLLECTION",
  Location: "LOCATION",
  Shop: "SHOP",
};
export const ownerTypeOf = (id: string): string | undefined => OWNER_TYPES[typeOfId(id) ?? ""];

export function metafieldsOf(core: Core, ownerId: string): Metafields | undefined {
  const { state } = core;
  switch (typeOfId(ownerId) ?? "") {
    case "Product":
      return state.products.get(ownerId)?.metafields;
    case "ProductVariant":
      return state.variants.get(ownerId)?.metafields;
    case "Order":
      return state.orders.get(ownerId)?.metafields;
    case "Customer":
      return state.customers.get(ownerId)?.metafields;
    case "Collection":
      return state.collections.get(ownerId)?.metafields;
    case "Location":
      return state.locations.get(ownerId)?.metafields;
    case "Shop":
      return state.shopMetafields;
    default:
      return undefined;
  }
}

export const definitionOf = (
  core: Core,
  ownerType: string,
  namespace: string,
  key: string,
): MetafieldDefinition | undefined => core.state.definitions.get(`${ownerType}|${namespace}|${key}`);

const uniqueKey = (ownerType: string, namespace: string, key: string, value: string) =>
  `${ownerType}|${namespace}|${key}|${value}`;

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

export interface MetafieldError {
  readonly code: string;
  readonly part: string;
  readonly message: string;
}

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
  const problem = metafieldProblem(type, value, definition?.validations);
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

const metafieldsSet: MutationResolver = (
  { metafields }: { metafields: readonly (MetafieldInput & { ownerId: string })[] },
  { core, effect }: Doing,
) => {
  const refuse = (errors: UserError[]) => ({ metafields: null, userErrors: errors });
  if (metafields.length > SET_MAX)
    return refuse([
      {
        field: ["metafields"],
        message: `Exceeded the maximum metafields input limit of ${SET_MAX}.`,
        code: "LESS_THAN_OR_EQUAL_TO",
        elementIndex: null,
      },
    ]);
  const errors: UserError[] = [];
  for (const [index, input] of metafields.entries()) {
    const held = metafieldsOf(core, input.ownerId);
    const ownerType = ownerTypeOf(input.ownerId);
    const problem =
      held && ownerType
        ? metafieldRefusal(core, ownerType, input.ownerId, held, input)
        : { code: "INVALID", part: "ownerId", message: "Owner does not exist." };
    if (problem)
      errors.push({
        field: ["metafields", String(index), problem.part],
        message: problem.message,
        code: problem.code,
        elementIndex: null,
      });
  }
  if (errors.length > 0) return refuse(errors); // atomic
  const set = metafields.flatMap((input) => {
    const held = metafieldsOf(core, input.ownerId);
    if (!held) return [];
    const before = held.get(`${namespaceOf(input.namespace)}.${input.key}`)?.value ?? null;
    const made = setMetafield(core, input.ownerId, held, input);
    effect({
      kind: "metafield",
      owner: input.ownerId,
      name: `${made.namespace}.${made.key}`,
      value: made.value,
      created: before === null,
      changed: before !== made.value,
    });
    touch(core, input.ownerId);
    return [made];
  });
  return { metafields: set, userErrors: [] };
};

const metafieldsDelete: MutationResolver = (
  { metafields }: { metafields: readonly { ownerId: string; namespace: string; key: string }[] },
  { core, effect }: Doing,
) => {
  const unknown = metafields.findIndex(({ ownerId }) => !metafieldsOf(core, ownerId));
  if (unknown >= 0)
    return {
      deletedMetafields: null,
      userErrors: [{ field: ["metafields", String(unknown), "ownerId"], message: "Owner does not exist." }],
    };
  const deletedMetafields = metafields.map(({ ownerId, namespace, key }) => {
    const held = metafieldsOf(core, ownerId);
    const name = `${namespaceOf(namespace)}.${key}`;
    if (!held?.has(name)) return null;
    dropMetafields(core, ownerId, held, new Set([...held.keys()].filter((each) => each !== name)));
    effect({ kind: "metafield-deleted", owner: ownerId, name });
    touch(core, ownerId);
    return { ownerId, namespace, key };
  });
  return { deletedMetafields, userErrors: [] };
};

/** An owner that got a metafield has been updated. */
function touch(core: Core, ownerId: string): void {
  const owner = core.state.products.get(ownerId) ?? core.state.orders.get(ownerId);
  if (owner) owner.updatedAt = core.now();
  const order = core.state.orders.get(ownerId);
  if (order) emitOrder(core, order, ["ORDERS_UPDATED"]);
}

interface DefinitionInput {
  readonly ownerType: string;
  readonly namespace?: string | null;
  readonly key: string;
  readonly name: string;
  readonly description?: string | null;
  readonly type: string;
  readonly pin?: boolean | null;
  readonly validations?: readonly { name: string; value: string }[] | null;
  readonly capabilities?: { readonly uniqueValues?: { readonly enabled: boolean } | null } | null;
  readonly access?: { readonly admin?: string | null } | null;
}

const metafieldDefinitionCreate: MutationResolver = (
  { definition: input }: { definition: DefinitionInput },
  { core, effect }: Doing,
) => {
  only(input, "MetafieldDefinitionInput", [
    "ownerType",
    "namespace",
    "key",
    "name",
    "description",
    "type",
    "pin",
    "validations",
    "capabilities",
    "access",
    "useAsCollectionCondition",
  ]);
  const refuse = (code: string, part: string, message: string) => ({
    createdDefinition: null,
    userErrors: [{ field: ["definition", part], message, code, elementIndex: null, elementKey: null }],
  });
  const namespace = namespaceOf(input.namespace);
  if (input.name.trim() === "") return refuse("BLANK", "name", "Name can't be blank");
  if (input.key.length < 2) return refuse("TOO_SHORT", "key", "Key is too short (minimum is 2 characters)");
  if (input.key.length > 64) return refuse("TOO_LONG", "key", "Key is too long (maximum is 64 characters)");
  if (!/^[\w-]+$/.test(input.key))
    return refuse("INVALID_CHARACTER", "key", "Key contains one or more invalid characters.");
  if (namespace.length < 3) return refuse("TOO_SHORT", "namespace", "Namespace is too short (minimum is 3 characters)");
  if (!/^[\w-]+$/.test(namespace))
    return refuse("INVALID_CHARACTER", "namespace", "Namespace contains one or more invalid characters.");
  if (!isMetafieldType(input.type)) return refuse("INCLUSION", "type", `Type name ${input.type} is not a valid type`);
  if (input.access?.admin && !namespace.startsWith(APP_NAMESPACE))
    return refuse(
      "ADMIN_ACCESS_INPUT_NOT_ALLOWED",
      "access",
      "Admin access can only be specified for app-owned metafield definitions.",
    );
  if (definitionOf(core, input.ownerType, namespace, input.key))
    return refuse("TAKEN", "key", `Key is in use for ${input.ownerType} metafields on the '${namespace}' namespace.`);
  if (input.type === "id" && input.capabilities?.uniqueValues?.enabled === false)
    return refuse(
      "CAPABILITY_REQUIRED_BUT_DISABLED",
      "capabilities",
      "A capability is required for the definition type but is disabled.",
    );
  const made: MetafieldDefinition = {
    id: mintId(core.state, "MetafieldDefinition"),
    ownerType: input.ownerType,
    namespace,
    key: input.key,
    name: input.name,
    description: input.description ?? null,
    type: input.type,
    unique: input.type === "id" || input.capabilities?.uniqueValues?.enabled === true,
    pinned: input.pin === true,
    validations: input.validations ?? [],
  };
  core.state.definitions.set(`${input.ownerType}|${namespace}|${input.key}`, made);
  effect({ kind: "definition", name: `${namespace}.${input.key}`, type: input.type });
  return { createdDefinition: made, userErrors: [] };
};

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

export const metafieldMutations = { metafieldsSet, metafieldsDelete, metafieldDefinitionCreate };
