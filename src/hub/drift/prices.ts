/** The prices of every target that Shopify last accepted, for the comparison. */
import type { ExpectedListPrice, SentDocumentPart } from "../../rules/drift/prices.ts";
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { products } from "../schema/catalog.ts";
import { priceTargets, shopPrices } from "../schema/prices.ts";
import { shopVariants } from "../schema/shop.ts";

export interface SentPrice {
  readonly seqProduct: number;
  readonly sku: string;
  readonly priceCents: number;
  readonly compareAtCents: number | null;
}

/** The base prices that Shopify last accepted, without those under way or due to change now. */
export async function sentPrices(
  db: D1Database,
  seqProducts: readonly number[],
  now: Instant,
): Promise<readonly SentPrice[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT d.${shopPrices.seqProduct} AS seqProduct, d.${shopPrices.sku},
        d.${shopPrices.sentPriceCents} AS priceCents, d.${shopPrices.sentCompareCents} AS compareAtCents
         FROM json_each(?1) AS j CROSS JOIN ${shopPrices} AS d ON d.${shopPrices.target} = 'base'
           AND d.${shopPrices.seqProduct} = j.value
        WHERE d.${shopPrices.due} = 0 AND d.${shopPrices.lockedBy} IS NULL AND d.${shopPrices.sentPriceCents} IS NOT NULL
          AND (d.${shopPrices.nextChangeAt} IS NULL OR d.${shopPrices.nextChangeAt} > ?2)`,
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
 * The prices of these lists for every variant of the products. Omits prices that are under way, due to change, or sent
 * without a response, and lists that are being filled or emptied.
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
      sqlText`SELECT v.${shopVariants.seqProduct} AS seqProduct, v.${shopVariants.sku}, t.${priceTargets.company},
        t.${priceTargets.target}, t.${priceTargets.gid} AS list, v.${shopVariants.variantGid} AS variantGid,
              d.${shopPrices.sentPriceCents} AS priceCents, d.${shopPrices.sentCompareCents} AS compareAtCents
         FROM json_each(?1) AS j CROSS JOIN ${shopVariants} AS v ON v.${shopVariants.seqProduct} = j.value
         CROSS JOIN json_each(?2) AS l CROSS JOIN ${priceTargets} AS t ON t.${priceTargets.target} = l.value
         LEFT JOIN ${shopPrices} AS d ON d.${shopPrices.target} = t.${priceTargets.target}
           AND d.${shopPrices.seqProduct} = v.${shopVariants.seqProduct} AND d.${shopPrices.sku} = v.${shopVariants.sku}
        WHERE t.${priceTargets.kind} = 'priceList' AND t.${priceTargets.gid} IS NOT NULL
          AND t.${priceTargets.removing} = 0 AND t.${priceTargets.backfillAfter} IS NULL
          AND (d.${shopPrices.sku} IS NULL OR (d.${shopPrices.due} = 0 AND d.${shopPrices.lockedBy} IS NULL
          AND d.${shopPrices.outcomeUnknown} = 0
                                 AND (d.${shopPrices.nextChangeAt} IS NULL OR d.${shopPrices.nextChangeAt} > ?3)))`,
    )
    .bind(jsonRows(seqProducts), jsonRows(targets), now)
    .all<Omit<SentListPrice, "price"> & { priceCents: number | null; compareAtCents: number | null }>();
  return results.map(({ priceCents, compareAtCents, ...row }) => ({
    ...row,
    price: priceCents === null ? null : { priceCents, compareAtCents },
  }));
}

/** By SKU, the rows of each variant's document. A document with a row under way is omitted. */
export async function sentDocumentParts(
  db: D1Database,
  seqProducts: readonly number[],
  now: Instant,
): Promise<ReadonlyMap<string, readonly SentDocumentPart[]>> {
  const { results } = await db
    .prepare(
      sqlText`SELECT d.${shopPrices.sku}, t.${priceTargets.company}, d.${shopPrices.sentPriceCents} AS priceCents,
        d.${shopPrices.sentCompareCents} AS compareAtCents, d.${shopPrices.erpPriceCents} AS erpPriceCents,
              d.${shopPrices.sentOffers} AS offers,
              COALESCE(p.${products.weighed}, 0) AS weighed,
              d.${shopPrices.due} = 1 OR d.${shopPrices.lockedBy} IS NOT NULL OR d.${shopPrices.outcomeUnknown} = 1
                OR COALESCE(d.${shopPrices.nextChangeAt} <= ?2, 0) AS moving
         FROM json_each(?1) AS j CROSS JOIN ${priceTargets} AS t
         CROSS JOIN ${shopPrices} AS d ON d.${shopPrices.target} = t.${priceTargets.target}
           AND d.${shopPrices.seqProduct} = j.value
         LEFT JOIN ${products} AS p ON p.${products.seqProduct} = d.${shopPrices.seqProduct}
        WHERE t.${priceTargets.kind} = 'metafield'`,
    )
    .bind(jsonRows(seqProducts), now)
    .all<Omit<SentDocumentPart, "weighed"> & { sku: string; weighed: number; moving: number }>();
  return new Map(
    [...Map.groupBy(results, ({ sku }) => sku)]
      .filter(([, rows]) => rows.every(({ moving }) => moving === 0))
      .map(([sku, rows]) => [sku, rows.map((row) => ({ ...row, weighed: row.weighed === 1 }))]),
  );
}
