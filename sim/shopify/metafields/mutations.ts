/** metafieldsSet, atomic and compare-and-set by digest, and metafieldsDelete. */
import type { Core, Doing, MutationResolver, UserError } from "../core.ts";
import { emitOrder } from "../payloads/emit.ts";
import { dropMetafields, setMetafield } from "./held.ts";
import { namespaceOf } from "./namespaces.ts";
import { metafieldsOf, ownerOf, ownerTypeOf } from "./owners.ts";
import { metafieldRefusal, type MetafieldInput } from "./refusal.ts";

const SET_MAX = 25;

export const metafieldsSet: MutationResolver = (
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
    return [{ made, ownerId: input.ownerId }];
  });
  // The owner as it stands after the write.
  const answered = set.map(({ made, ownerId }) => ({ ...made, owner: ownerOf(core, ownerId) }));
  return { metafields: answered, userErrors: [] };
};

export const metafieldsDelete: MutationResolver = (
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
