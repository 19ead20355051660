/** An order's lines side by side: as sold in Shopify, as sent to the ERP, as billed. */
import type { StoredEvent } from "../rules/orders/invoices.ts";
import { parseSnapshot, type SubmittedSnapshot } from "../rules/orders/submitted-snapshot.ts";
import { skuOf } from "../rules/catalog/sku-key.ts";

export interface OrderLine {
  /** The SKU, or the line's title where it has none. */
  readonly sku: string;
  readonly shop: { readonly units: number; readonly cents: number } | null;
  /** Thousandths of a package or of a kg, as the next two. */
  readonly sentMilli: number | null;
  readonly billedMilli: number | null;
  /** Of one unit of the ERP, in cents; null: no event said it. */
  readonly priceCents: number | null;
}

export interface SideBySide {
  readonly snapshot: SubmittedSnapshot | null;
  readonly lines: readonly OrderLine[];
  /** Lines whose billed quantity is another than the sent one. */
  readonly differing: number;
  readonly isBilled: boolean;
}

/** @param sent the detail of the last submission; null: never sent */
export function sideBySide(sent: string | null, events: readonly StoredEvent[]): SideBySide {
  const snapshot = sent === null ? null : readSnapshot(sent);
  const billed = lastItems(events);
  const sentBySku = new Map<string, number>();
  for (const { seqProduto, packageMilli, orderedMilli } of snapshot?.items ?? []) {
    const sku = packageMilli > 0 ? skuOf(seqProduto, packageMilli) : `P${seqProduto}`;
    sentBySku.set(sku, (sentBySku.get(sku) ?? 0) + orderedMilli);
  }
  const skus = new Set([...Object.keys(snapshot?.lines ?? {}), ...sentBySku.keys(), ...(billed?.keys() ?? [])]);
  const lines = [...skus].map((sku): OrderLine => {
    const item = billed?.get(sku);
    return {
      sku,
      shop: snapshot?.lines[sku] ?? null,
      sentMilli: sentBySku.get(sku) ?? null,
      billedMilli: billed === null ? null : (item?.attendedMilli ?? null),
      priceCents: item?.priceCents ?? null,
    };
  });
  const differing = lines.filter((line) => isDifferent(line)).length;
  return { snapshot, lines, differing, isBilled: billed !== null };
}

/** Whether the ERP billed another quantity than it was sent. Before a bill nothing differs. */
export const isDifferent = ({ sentMilli, billedMilli }: OrderLine): boolean =>
  billedMilli !== null && billedMilli !== (sentMilli ?? 0);

/** What a version of ours before this one wrote may have another form. */
function readSnapshot(text: string): SubmittedSnapshot | null {
  try {
    return parseSnapshot(text);
  } catch {
    return null;
  }
}

/** Attended quantities by the last event that names any; several rows of one SKU together. */
function lastItems(
  events: readonly StoredEvent[],
): ReadonlyMap<string, { readonly attendedMilli: number; readonly priceCents: number | null }> | null {
  const last = events.findLast(({ event }) => event.items.length > 0);
  if (last === undefined) return null;
  const sums = new Map<string, { attendedMilli: number; priceCents: number | null }>();
  for (const { sku, attendedMilli, priceCents } of last.event.items) {
    const known = sums.get(sku);
    sums.set(sku, { attendedMilli: (known?.attendedMilli ?? 0) + attendedMilli, priceCents });
  }
  return sums;
}
