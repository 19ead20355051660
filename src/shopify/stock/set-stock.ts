import { SetStockDocument, type InventorySetQuantitiesInput } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf, lineErrorOf, type Called, type LineError } from "../client/user-errors.ts";

/** Limit of input arrays in the Admin API. */
export const STOCK_LINES_MAX = 250;
/** Of one call, whatever its number of lines. */
export const STOCK_POINTS = 10;

export interface StockLine {
  readonly item: string;
  readonly location: string;
  readonly quantity: number;
  /** The quantity that we expect in Shopify now; null = never sent, so nothing is compared. Always present. */
  readonly from: number | null;
}

export type SetStockResult =
  | { readonly kind: "accepted" }
  /** Nothing was written: Shopify accepts all lines or none. */
  | { readonly kind: "errors"; readonly errors: readonly LineError[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/**
 * Sets available stock. `key` is stored with exactly these lines before the call: a repetition after a lost response is
 * the same request and has no second effect.
 */
export async function setStock(admin: AdminClient, lines: readonly StockLine[], key: string): Promise<SetStockResult> {
  const result = await admin.run(
    SetStockDocument,
    { input: stockInput(lines, key), key },
    { priority: "stock", repeatable: true },
  );
  const called = calledOf(
    result,
    (data) => data.inventorySetQuantities,
    () => true as const,
  );
  return setStockOf(called, lines.length);
}

export function stockInput(lines: readonly StockLine[], key: string): InventorySetQuantitiesInput {
  if (lines.length > STOCK_LINES_MAX)
    throw new RangeError(`${lines.length} stock lines in one call; Shopify takes ${STOCK_LINES_MAX}`);
  return {
    name: "available",
    reason: "correction",
    referenceDocumentUri: `gid://gondola/StockCall/${key}`, // of the key alone: a repeat has the same variables
    quantities: lines.map(({ item, location, quantity, from }) => ({
      inventoryItemId: item,
      locationId: location,
      quantity,
      changeFromQuantity: from,
    })),
  };
}

/** @param lines how many the call had */
export function setStockOf(called: Called<true>, lines: number): SetStockResult {
  switch (called.kind) {
    case "done":
      return { kind: "accepted" };
    case "failed":
      return called;
    case "userErrors":
      return { kind: "errors", errors: called.errors.map((error) => lineErrorOf(error, "quantities", lines)) };
  }
}
