/** Tags of products and orders: tagsAdd and tagsRemove. */
import type { Core, Doing, MutationResolver } from "./core.ts";
import { typeOfId } from "./state.ts";

/** Tags are compared without case; the first spelling stays; kept in order of the alphabet, as Shopify answers them. */
export function cleanTags(tags: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags.flatMap((each) => each.split(",")).map((each) => each.trim()))
    if (tag !== "" && !kept.has(tag.toLowerCase())) kept.set(tag.toLowerCase(), tag);
  return [...kept.values()].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

export function tagProblem(tags: readonly string[]): string | undefined {
  if (tags.length > 250) return "Tags are limited to 250";
  return tags.some((tag) => tag.length > 255) ? "Tag is too long (maximum is 255 characters)" : undefined;
}

function tagged(core: Core, id: string): { tags: string[]; updatedAt: number } | undefined {
  return typeOfId(id) === "Product" ? core.state.products.get(id) : core.state.orders.get(id);
}

const changeTags =
  (change: (has: readonly string[], given: readonly string[]) => string[]): MutationResolver =>
  ({ id, tags }: { id: string; tags: readonly string[] }, { core, effect }: Doing) => {
    const owner = tagged(core, id);
    if (!owner) return { node: null, userErrors: [{ field: ["id"], message: "Resource does not exist" }] };
    const before = owner.tags;
    const after = cleanTags(change(before, cleanTags(tags)));
    const problem = after.length > before.length ? tagProblem(after) : undefined;
    if (problem !== undefined) return { node: null, userErrors: [{ field: ["tags"], message: problem }] };
    owner.tags = after;
    const changed = before.join() !== owner.tags.join();
    if (changed) owner.updatedAt = core.now();
    effect({ kind: "tags", id, changed });
    return { node: owner, userErrors: [] };
  };

export const tagsAdd = changeTags((has, given) => [...has, ...given]);

export const tagsRemove = changeTags((has, given) => {
  const removed = new Set(given.map((tag) => tag.toLowerCase()));
  return has.filter((tag) => !removed.has(tag.toLowerCase()));
});
