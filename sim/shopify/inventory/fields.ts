/** Inventory items and their levels as they are read. */
import { topLevel, type Resolvers } from "../core.ts";
import type { InventoryItem, Level } from "../records/stock.ts";
import { numberOfId } from "../state.ts";
import { QUANTITY_NAMES, quantityOf } from "./levels.ts";

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
