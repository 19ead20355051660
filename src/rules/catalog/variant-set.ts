/**
 * productSet deletes every variant that its input omits. These rules decide its input, given the variants in Shopify.
 */

/** A variant as it stands in Shopify. */
export interface LiveVariant {
  readonly id: string;
  readonly sku: string | null;
  readonly barcode?: string | null;
}

export type SetPlan =
  /** One id for each wanted SKU, null = to be created. */
  | { readonly kind: "plan"; readonly ids: readonly (string | null)[]; readonly removed: number }
  | { readonly kind: "shrinks"; readonly live: number; readonly removed: readonly string[] };

/** At most this share of the existing variants is deleted without an operator's approval. */
const REMOVED_SHARE_MAX = 0.2;

/**
 * @param wanted the complete set of SKUs.
 * @param known variant ids by SKU as the hub keeps them; the id decides, a SKU changed by hand in Shopify does not.
 * @param barcodes by SKU, where a variant that carries no SKU may also be known by its barcode; SKUs come first.
 */
export function planSet(
  wanted: readonly string[],
  known: ReadonlyMap<string, string>,
  live: readonly LiveVariant[],
  barcodes: ReadonlyMap<string, string> = new Map(),
): SetPlan {
  const byId = new Set(live.map(({ id }) => id));
  const taken = new Set<string>();
  const take = (id: string | undefined): string | null => {
    if (id === undefined || taken.has(id)) return null;
    taken.add(id);
    return id;
  };
  const bySku = wanted.map((sku): string | null => {
    const own = known.get(sku);
    return take(
      own !== undefined && byId.has(own) ? own : live.find((each) => each.sku === sku && !taken.has(each.id))?.id,
    );
  });
  const ids = bySku.map((id, index): string | null => {
    const barcode = barcodes.get(wanted[index] ?? "");
    if (id !== null || barcode === undefined) return id;
    return take(live.find((each) => !each.sku && each.barcode === barcode && !taken.has(each.id))?.id);
  });
  const removed = live.filter(({ id }) => !taken.has(id));
  if (removed.length > Math.floor(live.length * REMOVED_SHARE_MAX))
    return { kind: "shrinks", live: live.length, removed: removed.map(({ id, sku }) => sku ?? id) };
  return { kind: "plan", ids, removed: removed.length };
}
