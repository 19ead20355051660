/** The variants of a productSet made, changed and removed. */
import { NotSimulated, type Core, type Doing } from "../core.ts";
import { fileIdOf } from "../files/mutations.ts";
import { levelOf } from "../inventory/levels.ts";
import { dropMetafields, setMetafield } from "../metafields/held.ts";
import { namespaceOf } from "../metafields/namespaces.ts";
import type { Product, Variant } from "../records/products.ts";
import { mintId } from "../state.ts";
import type { OptionPlan } from "./options-plan.ts";
import { removeVariant } from "./product-delete.ts";
import type { ProductSetVariantInput } from "./product-set-input.ts";
import { applyVariant, makeVariant } from "./variants.ts";

export function applyVariants(
  { core, effect }: Pick<Doing, "core" | "effect">,
  product: Product,
  plan: OptionPlan,
  inputs: readonly ProductSetVariantInput[],
): { made: number; deleted: number; changed: number } {
  product.options = plan.options;
  const before = new Map(product.variants.map((variant) => [variant.id, variant]));
  let made = 0;
  let changed = 0;
  const next: Variant[] = [];
  for (const [index, input] of inputs.entries()) {
    const choices = plan.choices[index];
    if (!choices) throw new NotSimulated("a variant without choices");
    const id = input.id ?? plan.takenOver[index];
    const known = id ? before.get(id) : undefined;
    const variant = known ?? makeVariant(core, product, new Map(choices));
    variant.choices.clear();
    for (const [option, value] of choices) variant.choices.set(option, value);
    const item = { ...input.inventoryItem, ...(input.sku === undefined ? {} : { sku: input.sku }) };
    const priceFrom = variant.price;
    const parts = applyVariant(core, variant, { ...input, inventoryItem: item });
    if (parts.includes("price") || parts.includes("compareAtPrice"))
      effect({
        kind: "set-price",
        sku: variant.item.sku,
        priceFrom,
        price: variant.price,
        compareAtPrice: variant.compareAtPrice,
      });
    if (!known) made += 1;
    else if (parts.length > 0) changed += 1;
    if (input.metafields) {
      dropMetafields(
        core,
        variant.id,
        variant.metafields,
        new Set(input.metafields.map((each) => `${namespaceOf(each.namespace)}.${each.key}`)),
      );
      for (const metafield of input.metafields) setMetafield(core, variant.id, variant.metafields, metafield);
    }
    if (input.file) variant.mediaIds.splice(0, variant.mediaIds.length, fileIdOf(core, input.file));
    if (!known && !input.inventoryQuantities) stockAtFirst(core, variant);
    for (const { locationId, name, quantity } of input.inventoryQuantities ?? []) {
      const level = levelOf(core, variant.item, locationId, true);
      level.isActive = true;
      level.available = name === "on_hand" ? quantity - level.committed : quantity;
      level.updatedAt = core.now();
    }
    next.push(variant);
  }
  const kept = new Set(next);
  const removed = product.variants.filter((variant) => !kept.has(variant));
  for (const variant of removed) removeVariant(core, variant);
  // By the positions that were given; the others stay in the order they came in.
  const order = inputs.map((input, index) => ({ at: input.position ?? index + 1, index }));
  order.sort((a, b) => a.at - b.at || a.index - b.index);
  product.variants = order.flatMap(({ index }) => next[index] ?? []);
  return { made, deleted: removed.length, changed };
}

/** Neither options nor variants: one variant "Default Title". */
export function defaultVariant(core: Core, product: Product): { made: number; deleted: number; changed: number } {
  const option = {
    id: mintId(core.state, "ProductOption"),
    name: "Title",
    values: [{ id: mintId(core.state, "ProductOptionValue"), name: "Default Title" }],
  };
  product.options = [option];
  const variant = makeVariant(core, product, new Map([[option.id, option.values[0]?.id ?? ""]]));
  stockAtFirst(core, variant);
  product.variants = [variant];
  return { made: 1, deleted: 0, changed: 0 };
}

/** Without quantities a new item is stocked, with nought, at the shop's first location only. */
function stockAtFirst(core: Core, variant: Variant): void {
  const first = [...core.state.locations.values()].find(({ isActive }) => isActive);
  if (first) levelOf(core, variant.item, first.id, true);
}
