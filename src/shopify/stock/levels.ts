import { ActivateDocument, LevelsDocument, TrackDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { eachPage } from "../client/smaller-pages.ts";
import { calledOf, lineErrorOf, type Called, type LineError } from "../client/user-errors.ts";

const LEVELS_MAX = 250;

export interface Level {
  readonly isActive: boolean;
  readonly available: number;
  /** Of the item, at every location. */
  readonly isTracked: boolean;
}

/**
 * Levels of items at one location, inactive ones too. An item missing from the response was never stocked there, or was deleted.
 */
export async function readLevels(
  admin: AdminClient,
  location: string,
  items: readonly string[],
): Promise<
  | { readonly kind: "levels"; readonly byItem: ReadonlyMap<string, Level> }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const byItem = new Map<string, Level>();
  const failure = await eachPage(items, LEVELS_MAX, async (page) => {
    const result = await admin.run(
      LevelsDocument,
      { items: [...page], location },
      { priority: "stock", costPoints: page.length * 3 },
    );
    if (!result.ok) return result.failure;
    for (const node of result.data.nodes) {
      if (!node || !("inventoryLevel" in node) || !node.inventoryLevel) continue;
      const { isActive, quantities } = node.inventoryLevel;
      byItem.set(node.id, { isActive, available: quantities[0]?.quantity ?? 0, isTracked: node.tracked });
    }
    return null;
  });
  if (failure) return { kind: "failed", failure };
  return { kind: "levels", byItem };
}

/** Limit of input arrays in the Admin API. */
const LOCATIONS_MAX = 250;

/** Stocks an item at locations (all or none). An active level stays unchanged, so the call is repeated freely. */
export async function activate(
  admin: AdminClient,
  item: string,
  locations: readonly string[],
): Promise<
  | { readonly kind: "done" }
  | { readonly kind: "errors"; readonly errors: readonly LineError[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  if (locations.length > LOCATIONS_MAX)
    throw new RangeError(`${locations.length} locations in one call; Shopify takes ${LOCATIONS_MAX}`);
  const result = await admin.run(
    ActivateDocument,
    { item, updates: locations.map((locationId) => ({ locationId, activate: true })) },
    { priority: "stock", repeatable: true },
  );
  const called = calledOf(
    result,
    (data) => data.inventoryBulkToggleActivation,
    () => true as const,
  );
  if (called.kind === "failed") return called;
  if (called.kind === "done") return { kind: "done" };
  const errors = called.errors.map((error) => lineErrorOf(error, "inventoryItemUpdates", locations.length));
  return { kind: "errors", errors };
}

/** Untracked = sold without limit, at every location. */
export async function setTracked(admin: AdminClient, item: string, tracked: boolean): Promise<Called<true>> {
  const result = await admin.run(TrackDocument, { item, tracked }, { priority: "stock", repeatable: true });
  return calledOf(
    result,
    (data) => data.inventoryItemUpdate,
    () => true as const,
  );
}
