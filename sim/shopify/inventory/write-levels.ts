/** Many levels in one call: every line is compared with its changeFromQuantity, then all are written or none. */
import type { Core, Doing, UserError } from "../core.ts";
import { emitLevel } from "../payloads/emit.ts";
import type { InventoryItem, Level, Location } from "../records/stock.ts";
import { mintId } from "../state.ts";
import { levelOf, quantityOf } from "./levels.ts";

export interface Line {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly changeFromQuantity?: number | null;
}

interface Change {
  readonly item: InventoryItem;
  readonly location: Location;
  readonly level: Level | undefined;
  readonly available: number;
}

/**
 * @param list what the input calls its lines; errors name it.
 * @param errors what is already wrong with the head of the input: nothing is written when there is any.
 * @param next what a line leaves available, or why it may not.
 * @returns the mutation's payload.
 */
export function writeLevels<L extends Line>(
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
