/** inventoryActivate and inventoryBulkToggleActivation: an inactive level takes stock in silence and does not sell. */
import type { Doing, MutationResolver, UserError } from "../core.ts";
import { levelOf } from "./levels.ts";

interface ActivateArguments {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly available?: number | null;
  readonly onHand?: number | null;
}

export const inventoryActivate: MutationResolver = (args: ActivateArguments, { core, effect }: Doing) => {
  const refuse = (field: string, message: string) => ({
    inventoryLevel: null,
    userErrors: [{ field: [field], message }],
  });
  const item = core.state.items.get(args.inventoryItemId);
  const location = core.state.locations.get(args.locationId);
  if (!item) return refuse("inventoryItemId", "The product couldn't be stocked because it wasn't found.");
  if (!location?.isActive)
    return refuse("locationId", "The product couldn't be stocked because the location wasn't found.");
  const given = args.available ?? args.onHand ?? undefined;
  if (args.available !== undefined && args.available !== null && args.onHand !== undefined && args.onHand !== null)
    return refuse("available", "Cannot set both available and on hand quantities.");
  const present = item.levels.get(location.id);
  if (present?.isActive && given !== undefined)
    return refuse(
      "available",
      "Not allowed to set available quantity when the item is already active at the location.",
    );
  const level = levelOf(core, item, location.id, true);
  const from = level.available;
  const was = present?.isActive ?? false;
  level.isActive = true;
  if (given !== undefined)
    level.available = args.onHand === undefined || args.onHand === null ? given : given - level.committed;
  level.updatedAt = core.now();
  effect({
    kind: "activate",
    item: item.id,
    sku: item.sku,
    location: location.id,
    changed: !was,
    from,
    to: level.available,
  });
  return { inventoryLevel: level, userErrors: [] };
};

interface ToggleArguments {
  readonly inventoryItemId: string;
  readonly inventoryItemUpdates: readonly { readonly locationId: string; readonly activate: boolean }[];
}

export const inventoryBulkToggleActivation: MutationResolver = (
  { inventoryItemId, inventoryItemUpdates: updates }: ToggleArguments,
  { core, effect }: Doing,
) => {
  const item = core.state.items.get(inventoryItemId);
  const refuse = (errors: UserError[]) => ({ inventoryItem: null, inventoryLevels: null, userErrors: errors });
  if (!item)
    return refuse([
      { field: ["inventoryItemId"], code: "INVENTORY_ITEM_NOT_FOUND", message: "The inventory item was not found." },
    ]);
  const errors: UserError[] = [];
  const active = new Set(
    [...item.levels.values()].filter(({ isActive }) => isActive).map(({ locationId }) => locationId),
  );
  for (const [index, { locationId, activate: on }] of updates.entries()) {
    const no = (code: string, message: string) =>
      errors.push({ field: ["inventoryItemUpdates", String(index), "locationId"], code, message });
    const level = item.levels.get(locationId);
    if (!core.state.locations.get(locationId)?.isActive) no("LOCATION_NOT_FOUND", "The location was not found.");
    else if (on && item.sku === null)
      no("MISSING_SKU", "Cannot stock this inventory item at this location because the variant is missing a SKU.");
    else if (!on && (level?.committed ?? 0) > 0)
      no(
        "COMMITTED_INVENTORY_AT_LOCATION",
        "Cannot unstock this inventory item from this location because it has committed quantities.",
      );
    else if (on) active.add(locationId);
    else if (active.size === 1 && active.has(locationId))
      no(
        "CANNOT_DEACTIVATE_FROM_ONLY_LOCATION",
        "Cannot unstock an inventory item from the only location at which it is stocked.",
      );
    else active.delete(locationId);
  }
  if (errors.length > 0) return refuse(errors);
  const levels = updates.map(({ locationId, activate: on }) => {
    const was = item.levels.get(locationId)?.isActive ?? false;
    const level = levelOf(core, item, locationId, on);
    level.isActive = on; // its quantities stay
    level.updatedAt = core.now();
    effect({
      kind: on ? "activate" : "deactivate",
      item: item.id,
      sku: item.sku,
      location: locationId,
      changed: was !== on,
    });
    return level;
  });
  return { inventoryItem: item, inventoryLevels: levels.filter(({ isActive }) => isActive), userErrors: [] };
};
