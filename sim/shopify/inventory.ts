/** Inventory: levels read, set with compare-and-set, activated; inactive levels take stock in silence and do not sell. */
import {
  only,
  topLevel,
  type Core,
  type Doing,
  type MutationResolver,
  type Resolvers,
  type UserError,
} from "./core.ts";
import { levelOf, QUANTITY_NAMES, quantityOf } from "./levels.ts";
import { emitLevel } from "./payloads.ts";
import type { InventoryItem, Level, Location } from "./records/stock.ts";
import { mintId, numberOfId } from "./state.ts";
import { applyItem, itemProblem, type ItemInput } from "./variants.ts";

const REASONS = new Set([
  "correction",
  "cycle_count_available",
  "damaged",
  "movement_canceled",
  "movement_created",
  "movement_received",
  "movement_updated",
  "other",
  "promotion",
  "quality_control",
  "received",
  "reservation_created",
  "reservation_deleted",
  "reservation_updated",
  "restock",
  "safety_stock",
  "shrinkage",
]);
const QUANTITY_MAX = 1_000_000_000;

interface Line {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly changeFromQuantity?: number | null;
}
interface SetInput {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly quantities: readonly (Line & { readonly quantity: number })[];
}
interface AdjustInput {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly changes: readonly (Line & { readonly delta: number; readonly ledgerDocumentUri?: string | null })[];
}

interface Change {
  readonly item: InventoryItem;
  readonly location: Location;
  readonly level: Level | undefined;
  readonly available: number;
}

const setQuantities: MutationResolver = ({ input }: { input: SetInput }, doing: Doing) => {
  requireChangeFrom(input.quantities, "InventoryQuantityInput");
  const errors = headErrors(input, ["available", "on_hand"], "INVALID_NAME");
  if (input.quantities.length === 0)
    errors.push({
      field: ["input", "quantities"],
      code: "INVALID_INVENTORY_ITEM",
      message: "At least one quantity is needed.",
    });
  return writeLevels(doing, input, input.quantities, "quantities", errors, ({ quantity }, level) => {
    if (quantity < 0)
      return { code: "INVALID_QUANTITY_NEGATIVE", part: "quantity", message: "The quantity can't be negative." };
    if (quantity > QUANTITY_MAX)
      return {
        code: "INVALID_QUANTITY_TOO_HIGH",
        part: "quantity",
        message: "The total quantity can't be higher than 1,000,000,000.",
      };
    return input.name === "on_hand" ? quantity - (level?.committed ?? 0) : quantity;
  });
};

const adjustQuantities: MutationResolver = ({ input }: { input: AdjustInput }, doing: Doing) => {
  requireChangeFrom(input.changes, "InventoryChangeInput");
  for (const change of input.changes)
    only(change, "InventoryChangeInput", ["inventoryItemId", "locationId", "delta", "changeFromQuantity"]);
  const errors = headErrors(input, ["available"], "INVALID_QUANTITY_NAME");
  return writeLevels(doing, input, input.changes, "changes", errors, ({ delta }, level) => {
    const after = (level?.available ?? 0) + delta;
    if (after > 2_000_000_000)
      return {
        code: "INVALID_QUANTITY_TOO_HIGH",
        part: "delta",
        message: "The quantity can't be higher than 2,000,000,000.",
      };
    if (after < -2_000_000_000)
      return {
        code: "INVALID_QUANTITY_TOO_LOW",
        part: "delta",
        message: "The quantity can't be lower than -2,000,000,000.",
      };
    return after;
  });
};

/** null says "no comparison"; leaving it out is an error of the request. */
function requireChangeFrom(lines: readonly Line[], type: string): void {
  if (lines.some((line) => !("changeFromQuantity" in line)))
    throw topLevel("INVALID_FIELD_ARGUMENTS", `${type} must include the following argument: changeFromQuantity.`);
}

function headErrors(
  input: { name: string; reason: string; referenceDocumentUri?: string | null },
  names: readonly string[],
  nameCode: string,
): UserError[] {
  const errors: UserError[] = [];
  if (!names.includes(input.name))
    errors.push({
      field: ["input", "name"],
      code: nameCode,
      message: `The quantity name must be ${names.map((name) => `'${name}'`).join(" or ")}.`,
    });
  if (!REASONS.has(input.reason))
    errors.push({ field: ["input", "reason"], code: "INVALID_REASON", message: "The specified reason is invalid." });
  const uri = input.referenceDocumentUri;
  if (uri !== undefined && uri !== null && !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(uri))
    errors.push({
      field: ["input", "referenceDocumentUri"],
      code: "INVALID_REFERENCE_DOCUMENT",
      message: "The specified reference document is invalid.",
    });
  return errors;
}

/** Checks every line, then writes all of them or none. */
function writeLevels<L extends Line>(
  { core, effect }: Doing,
  input: { name: string; reason: string; referenceDocumentUri?: string | null },
  lines: readonly L[],
  list: string,
  errors: UserError[],
  next: (line: L, level: Level | undefined) => number | { code: string; part: string; message: string },
): Readonly<Record<string, unknown>> {
  const changes: Change[] = [];
  const pairs = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const no = (part: string, code: string, message: string) =>
      errors.push({ field: ["input", list, String(index), part], code, message });
    const item = core.state.items.get(line.inventoryItemId);
    const location = core.state.locations.get(line.locationId);
    const pair = `${line.inventoryItemId}|${line.locationId}`;
    const level = item?.levels.get(line.locationId);
    if (!item) no("inventoryItemId", "INVALID_INVENTORY_ITEM", "The specified inventory item could not be found.");
    else if (!location?.isActive) no("locationId", "INVALID_LOCATION", "The specified location could not be found.");
    else if (pairs.has(pair))
      no(
        "inventoryItemId",
        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
        "The combination of inventoryItemId and locationId must be unique.",
      );
    else {
      const after = next(line, level);
      const current = level ? quantityOf(level, input.name) : 0;
      if (typeof after !== "number") no(after.part, after.code, after.message);
      else if (line.changeFromQuantity !== null && line.changeFromQuantity !== current)
        no(
          "changeFromQuantity",
          "CHANGE_FROM_QUANTITY_STALE",
          "The changeFromQuantity value does not match persisted value.",
        );
      else changes.push({ item, location, level, available: after });
    }
    pairs.add(pair);
  }
  if (errors.length > 0) return { inventoryAdjustmentGroup: null, userErrors: errors };
  const made = changes.flatMap((change) => write(core, change, effect));
  if (made.length === 0) return { inventoryAdjustmentGroup: null, userErrors: [] };
  return {
    inventoryAdjustmentGroup: {
      id: mintId(core.state, "InventoryAdjustmentGroup"),
      createdAt: core.now(),
      reason: input.reason,
      referenceDocumentUri: input.referenceDocumentUri ?? null,
      changes: made,
    },
    userErrors: [],
  };
}

function write(core: Core, { item, location, available, level: known }: Change, effect: Doing["effect"]): unknown[] {
  const level = known ?? levelOf(core, item, location.id, false);
  const delta = available - level.available;
  effect({
    kind: "stock",
    item: item.id,
    sku: item.sku,
    location: location.id,
    from: level.available,
    to: available,
    active: level.isActive,
  });
  if (delta === 0) return [];
  level.available = available;
  level.updatedAt = core.now();
  emitLevel(core, level);
  return ["available", "on_hand"].map((name) => ({
    name,
    delta,
    quantityAfterChange: quantityOf(level, name),
    item,
    location,
    ledgerDocumentUri: null,
  }));
}

interface ActivateArguments {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly available?: number | null;
  readonly onHand?: number | null;
}

const activate: MutationResolver = (args: ActivateArguments, { core, effect }: Doing) => {
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

const bulkToggle: MutationResolver = (
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

const itemUpdate: MutationResolver = ({ id, input }: { id: string; input: ItemInput }, { core, effect }: Doing) => {
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

export const inventoryMutations = {
  inventorySetQuantities: setQuantities,
  inventoryAdjustQuantities: adjustQuantities,
  inventoryActivate: activate,
  inventoryBulkToggleActivation: bulkToggle,
  inventoryItemUpdate: itemUpdate,
};

const visible = (level: Level | undefined, includeInactive: boolean | null | undefined) =>
  level && (level.isActive || includeInactive) ? level : null;

export const inventoryFields: Resolvers = {
  InventoryItem: {
    legacyResourceId: ({ id }: InventoryItem) => numberOfId(id),
    variant: ({ variantId }: InventoryItem, _: unknown, { core }) => core.state.variants.get(variantId),
    unitCost: ({ costCents }: InventoryItem) => costCents,
    measurement: ({ id, weight }: InventoryItem) => ({
      id: id.replace("InventoryItem", "InventoryItemMeasurement"),
      weight,
    }),
    duplicateSkuCount: ({ sku }: InventoryItem, _: unknown, { core }) =>
      sku === null ? 0 : [...core.state.items.values()].filter((each) => each.sku === sku).length - 1,
    locationsCount: ({ levels }: InventoryItem) => ({
      count: [...levels.values()].filter(({ isActive }) => isActive).length,
      precision: "EXACT",
    }),
    inventoryLevel: ({ levels }: InventoryItem, args: { locationId: string; includeInactive?: boolean | null }) =>
      visible(levels.get(args.locationId), args.includeInactive),
    inventoryLevels: ({ levels }: InventoryItem, args: { includeInactive?: boolean | null }) =>
      [...levels.values()].filter((level) => visible(level, args.includeInactive)),
  },
  InventoryLevel: {
    item: ({ itemId }: Level, _: unknown, { core }) => core.state.items.get(itemId),
    location: ({ locationId }: Level, _: unknown, { core }) => core.state.locations.get(locationId),
    quantities: (level: Level, { names }: { names: readonly string[] }) =>
      names.map((name) => {
        if (!(QUANTITY_NAMES as readonly string[]).includes(name))
          throw topLevel("BAD_REQUEST", `Invalid quantity name: ${name}`);
        return {
          id: `gid://shopify/InventoryQuantity/${numberOfId(level.id.replace(/\?.*$/, ""))}?name=${name}`,
          name,
          quantity: quantityOf(level, name),
          updatedAt: level.updatedAt,
        };
      }),
  },
  QueryRoot: {
    inventoryItem: (_: unknown, { id }: { id: string }, { core }) => core.state.items.get(id) ?? null,
    inventoryItems: (_: unknown, { query }: { query?: string | null }, { core }) => {
      const sku = query ? /^sku:['"]?([^'"\s]+)['"]?$/.exec(query.trim())?.[1] : undefined;
      if (query && sku === undefined)
        throw topLevel(
          "NOT_SIMULATED",
          `the simulator does not simulate QueryRoot.inventoryItems(query: ${JSON.stringify(query)})`,
        );
      return [...core.state.items.values()].filter((item) => sku === undefined || item.sku === sku);
    },
  },
};
