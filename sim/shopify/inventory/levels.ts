/** Inventory levels: quantities by item and location. */
import type { Core } from "../core.ts";
import type { InventoryItem, Level } from "../records/stock.ts";
import { nextNumber, numberOfId } from "../state.ts";

export const QUANTITY_NAMES = [
  "available",
  "committed",
  "on_hand",
  "incoming",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
] as const;

export function levelOf(
  core: Pick<Core, "state" | "now">,
  item: InventoryItem,
  locationId: string,
  isActive: boolean,
): Level {
  const present = item.levels.get(locationId);
  if (present) return present;
  const now = core.now();
  const made: Level = {
    id: `gid://shopify/InventoryLevel/${nextNumber(core.state, "InventoryLevel")}?inventory_item_id=${numberOfId(item.id)}`,
    locationId,
    itemId: item.id,
    isActive,
    available: 0,
    committed: 0,
    createdAt: now,
    updatedAt: now,
  };
  item.levels.set(locationId, made);
  return made;
}

/** on_hand = available + committed; the other states stay at nought here. */
export function quantityOf(level: Level, name: string): number {
  if (name === "available") return level.available;
  if (name === "committed") return level.committed;
  return name === "on_hand" ? level.available + level.committed : 0;
}

/** What can be sold in all: inactive levels hold stock but do not sell. */
export const levelTotal = (item: InventoryItem): number =>
  [...item.levels.values()].reduce((sum, { isActive, available }) => sum + (isActive ? available : 0), 0);
