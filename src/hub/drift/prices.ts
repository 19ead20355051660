/** Prices as Shopify last accepted them, of every target: what the drift report compares with. */
import type { ExpectedListPrice, SentDocumentPart } from "../../rules/drift/prices.ts";
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";

export interface SentPrice {
  readonly seqProduct: number;
  readonly sku: string;
  readonly priceCents: number;
  readonly compareAtCents: number | null;
}

/** The variants' own prices as Shopify last accepted them, without those on their way or changing by now. */
export async function sentPrices(
  db: D1Database,
  seqProducts: readonly number[],
  now: Instant,
): Promise<readonly SentPrice[]> {
  const { results } = await db
    .prepare(
      `SELECT d.seq_product AS seqProduct, d.sku, d.sent_price_cents AS priceCents, d.sent_compare_cents AS compareAtCents
         FROM json_each(?1) AS j CROSS JOIN shop_prices AS d ON d.target = 'base' AND d.seq_product = j.value
        WHERE d.due = 0 AND d.bulk_job IS NULL AND d.sent_price_cents IS NOT NULL
          AND (d.next_change_at IS NULL OR d.next_change_at > ?2)`,
    )
    .bind(jsonRows(seqProducts), now)
    .all<SentPrice>();
  return results;
}

export interface SentListPrice extends ExpectedListPrice {
  /** The price list. */
  readonly list: string;
  readonly variantGid: string;
}

/**
 * What each of these lists shows of every variant of the products, without what is on its way, changing by now, or told
 * without an answer. A list that is being filled or emptied is left out.
 */
export async function sentListPrices(
  db: D1Database,
  seqProducts: readonly number[],
  targets: readonly string[],
  now: Instant,
): Promise<readonly SentListPrice[]> {
  if (targets.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT v.seq_product AS seqProduct, v.sku, t.company, t.target, t.gid AS list, v.variant_gid AS variantGid,
              d.sent_price_cents AS priceCents, d.sent_compare_cents AS compareAtCents
         FROM json_each(?1) AS j CROSS JOIN shop_variants AS v ON v.seq_product = j.value
         CROSS JOIN json_each(?2) AS l CROSS JOIN price_targets AS t ON t.target = l.value
         LEFT JOIN shop_prices AS d ON d.target = t.target AND d.seq_product = v.seq_product AND d.sku = v.sku
        WHERE t.kind = 'priceList' AND t.gid IS NOT NULL AND t.leaving = 0 AND t.fill_after IS NULL
          AND (d.sku IS NULL OR (d.due = 0 AND d.bulk_job IS NULL AND d.unsure = 0
                                 AND (d.next_change_at IS NULL OR d.next_change_at > ?3)))`,
    )
    .bind(jsonRows(seqProducts), jsonRows(targets), now)
    .all<Omit<SentListPrice, "price"> & { priceCents: number | null; compareAtCents: number | null }>();
  return results.map(({ priceCents, compareAtCents, ...row }) => ({
    ...row,
    price: priceCents === null ? null : { priceCents, compareAtCents },
  }));
}

/** The rows that each variant's document is made of, by SKU. One of which any row is on its way is left out. */
export async function sentDocumentParts(
  db: D1Database,
  seqProducts: readonly number[],
  now: Instant,
): Promise<ReadonlyMap<string, readonly SentDocumentPart[]>> {
  const { results } = await db
    .prepare(
      `SELECT d.sku, t.company, d.sent_price_cents AS priceCents, d.sent_compare_cents AS compareAtCents, d.asked_cents AS askedCents,
              COALESCE(p.weighed, 0) AS weighed,
              d.due = 1 OR d.bulk_job IS NOT NULL OR d.unsure = 1 OR COALESCE(d.next_change_at <= ?2, 0) AS moving
         FROM json_each(?1) AS j CROSS JOIN price_targets AS t
         CROSS JOIN shop_prices AS d ON d.target = t.target AND d.seq_product = j.value
         LEFT JOIN products AS p ON p.seq_product = d.seq_product
        WHERE t.kind = 'metafield'`,
    )
    .bind(jsonRows(seqProducts), now)
    .all<Omit<SentDocumentPart, "weighed"> & { sku: string; weighed: number; moving: number }>();
  return new Map(
    [...Map.groupBy(results, ({ sku }) => sku)]
      .filter(([, rows]) => rows.every(({ moving }) => moving === 0))
      .map(([sku, rows]) => [sku, rows.map((row) => ({ ...row, weighed: row.weighed === 1 }))]),
  );
}
