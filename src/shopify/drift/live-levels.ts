import { DriftLevelsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { eachPage } from "../client/smaller-pages.ts";

const ITEMS_MAX = 250;
/** The item, its level, its quantities. */
const POINTS_PER_ITEM = 3;

export interface LiveLevel {
  readonly isActive: boolean;
  readonly available: number;
  readonly committed: number;
  /** Epoch ms; null: Shopify does not say. */
  readonly changedAt: number | null;
}

/** Levels of items at one location, inactive ones too. An item that is not in the answer has none there. */
export async function readLiveLevels(
  admin: AdminClient,
  location: string,
  items: readonly string[],
): Promise<
  | { readonly kind: "levels"; readonly byItem: ReadonlyMap<string, LiveLevel> }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const byItem = new Map<string, LiveLevel>();
  const failure = await eachPage(items, ITEMS_MAX, async (page) => {
    const result = await admin.run(
      DriftLevelsDocument,
      { items: [...page], location },
      { priority: "catalog", costPoints: page.length * POINTS_PER_ITEM },
    );
    if (!result.ok) return result.failure;
    for (const node of result.data.nodes) {
      if (!node || !("inventoryLevel" in node) || !node.inventoryLevel) continue;
      const { isActive, quantities } = node.inventoryLevel;
      const of = (name: string) => quantities.find((each) => each.name === name);
      const changedAt = Date.parse(of("available")?.updatedAt ?? "");
      byItem.set(node.id, {
        isActive,
        available: of("available")?.quantity ?? 0,
        committed: of("committed")?.quantity ?? 0,
        changedAt: Number.isNaN(changedAt) ? null : changedAt,
      });
    }
    return null;
  });
  if (failure) return { kind: "failed", failure };
  return { kind: "levels", byItem };
}
