/** inventoryItemUpdate: what an item is, not how much there is of it. */
import type { Doing, MutationResolver } from "../core.ts";
import { applyItem, itemProblem, type ItemInput } from "../products/variants.ts";

export const inventoryItemUpdate: MutationResolver = (
  { id, input }: { id: string; input: ItemInput },
  { core, effect }: Doing,
) => {
  const item = core.state.items.get(id);
  if (!item)
    return { inventoryItem: null, userErrors: [{ field: ["id"], message: "The inventory item was not found." }] };
  const problem = itemProblem(input);
  if (problem)
    return {
      inventoryItem: null,
      userErrors: [{ field: ["input", ...problem.part.slice(1)], message: problem.message }],
    };
  const changed = applyItem(core, item, input);
  effect({ kind: "item", item: id, sku: item.sku, changed: changed.join(",") });
  return { inventoryItem: item, userErrors: [] };
};
