/** inventorySetQuantities and inventoryAdjustQuantities: the limits of each, and what a line leaves available. */
import { only, topLevel, type Doing, type MutationResolver, type UserError } from "../core.ts";
import { writeLevels, type Line } from "./write-levels.ts";

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

export const inventorySetQuantities: MutationResolver = ({ input }: { input: SetInput }, doing: Doing) => {
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

export const inventoryAdjustQuantities: MutationResolver = ({ input }: { input: AdjustInput }, doing: Doing) => {
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

/** null means "no comparison"; an absent field is an error of the request. */
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
