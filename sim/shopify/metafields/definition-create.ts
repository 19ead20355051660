/** metafieldDefinitionCreate: a definition is taken once, for one type of owner. */
import { only, type Doing, type MutationResolver } from "../core.ts";
import type { MetafieldDefinition } from "../records/metafields.ts";
import { mintId } from "../state.ts";
import { definitionOf } from "./definitions.ts";
import { isMetafieldType } from "./metafield-types.ts";
import { APP_NAMESPACE, namespaceOf } from "./namespaces.ts";

/** Of one type of owner. */
const PINNED_MAX = 20;

export const metafieldDefinitionCreate: MutationResolver = (
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
  const pinned = [...core.state.definitions.values()].filter(
    (each) => each.pinned && each.ownerType === input.ownerType,
  );
  if (input.pin === true && pinned.length >= PINNED_MAX)
    return refuse("PINNED_LIMIT_REACHED", "pin", `Limited to ${PINNED_MAX} pinned definitions.`);
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
