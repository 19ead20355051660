/** The price lane's rows of the base target: the variant's own price. */
import type { PriceRow } from "../catalog/shop-rows.ts";
import type { Instant } from "../ports.ts";
import { jsonRows } from "./json.ts";

export interface DuePrice {
  readonly seqProduct: number;
  readonly sku: string;
  readonly version: number;
  readonly attempts: number;
  readonly sentPriceCents: number | null;
  readonly sentCompareCents: number | null;
  readonly productGid: string | null;
  readonly variantGid: string | null;
  readonly weighed: boolean;
  readonly multipleMilli: number | null;
  readonly packageMilli: number | null;
  /** Product and SKU are both on in the ERP. */
  readonly active: boolean;
  /** What the ERP says; null: no price of the reference company and segment. */
  readonly price: PriceRow | null;
}

/** Whether a run would find anything. One indexed look each, nothing written. */
export async function hasDuePrices(db: D1Database, now: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM shop_prices INDEXED BY shop_prices_due WHERE target = 'base' AND due = 1 AND not_before <= ?1)
           OR EXISTS (SELECT 1 FROM shop_prices INDEXED BY shop_prices_next
                       WHERE next_change_at IS NOT NULL AND next_change_at <= ?1 AND target = 'base' AND due = 0) AS hasDue`,
    )
    .bind(now)
    .first<{ hasDue: number }>();
  return row?.hasDue === 1;
}

/** P2: promotions that began or ended since the last look. The ERP does not say so again. */
export function wakePrices(db: D1Database, now: Instant): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_prices INDEXED BY shop_prices_next SET due = 1
        WHERE next_change_at IS NOT NULL AND next_change_at <= ?1 AND target = 'base' AND due = 0`,
    )
    .bind(now);
}

interface Raw {
  readonly seqProduct: number;
  readonly sku: string;
  readonly version: number;
  readonly attempts: number;
  readonly sentPriceCents: number | null;
  readonly sentCompareCents: number | null;
  readonly productGid: string | null;
  readonly variantGid: string | null;
  readonly weighed: number | null;
  readonly multipleMilli: number | null;
  readonly packageMilli: number | null;
  readonly productActive: number | null;
  readonly skuActive: number | null;
  readonly normalCents: number | null;
  readonly promoCents: number | null;
  readonly promoFrom: number | null;
  readonly promoUntil: number | null;
  readonly onSale: number | null;
}

export async function readDuePrices(
  db: D1Database,
  after: { readonly seqProduct: number; readonly sku: string },
  now: Instant,
  limit: number,
): Promise<readonly DuePrice[]> {
  const { results } = await db
    .prepare(
      `SELECT d.seq_product AS seqProduct, d.sku, d.version, d.attempts, d.sent_price_cents AS sentPriceCents,
              d.sent_compare_cents AS sentCompareCents, o.product_gid AS productGid, v.variant_gid AS variantGid,
              p.weighed, p.multiple_milli AS multipleMilli, k.package_milli AS packageMilli, p.active AS productActive,
              k.active AS skuActive, e.normal_cents AS normalCents, e.promo_cents AS promoCents, e.promo_from AS promoFrom,
              e.promo_until AS promoUntil, e.on_sale AS onSale
         FROM shop_prices AS d INDEXED BY shop_prices_due
         LEFT JOIN price_targets AS t ON t.target = 'base'
         LEFT JOIN prices AS e ON e.company = t.company AND e.segment = t.segment AND e.sku = d.sku
         LEFT JOIN products AS p ON p.seq_product = d.seq_product
         LEFT JOIN skus AS k ON k.seq_product = d.seq_product AND k.sku = d.sku
         LEFT JOIN shop_products AS o ON o.seq_product = d.seq_product
         LEFT JOIN shop_variants AS v ON v.seq_product = d.seq_product AND v.sku = d.sku
        WHERE d.target = 'base' AND d.due = 1 AND d.not_before <= ?3 AND (d.seq_product, d.sku) > (?1, ?2)
        ORDER BY d.seq_product, d.sku LIMIT ?4`,
    )
    .bind(after.seqProduct, after.sku, now, limit)
    .all<Raw>();
  return results.map(rowOf);
}

function rowOf(raw: Raw): DuePrice {
  const { normalCents, promoCents, promoFrom, promoUntil, productActive, skuActive, onSale, weighed, ...rest } = raw;
  return {
    ...rest,
    weighed: weighed === 1,
    active: productActive === 1 && skuActive === 1,
    price: normalCents === null ? null : { normalCents, promoCents, promoFrom, promoUntil, onSale: onSale === 1 },
  };
}

export interface PriceMark {
  readonly seqProduct: number;
  readonly sku: string;
  /** As it was read; a row that changed meanwhile stays due. */
  readonly version: number;
  readonly priceCents: number | null;
  readonly compareCents: number | null;
  readonly nextChangeAt: Instant | null;
}

/** Settled: what Shopify shows now, and when that changes by itself. */
export function markPrices(db: D1Database, marks: readonly PriceMark[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_prices
          SET sent_price_cents = j.value ->> 'priceCents', sent_compare_cents = j.value ->> 'compareCents',
              next_change_at = j.value ->> 'nextChangeAt', attempts = 0, not_before = 0,
              due = CASE WHEN version = j.value ->> 'version' THEN 0 ELSE due END
         FROM json_each(?1) AS j
        WHERE target = j.value ->> 'target' AND seq_product = j.value ->> 'seqProduct' AND shop_prices.sku = j.value ->> 'sku'`,
    )
    .bind(rowsOf(marks));
}

/** A price that has no variant to go to: not visited again until there is one, whose creation carries the price. */
export function parkPrices(
  db: D1Database,
  rows: readonly { readonly seqProduct: number; readonly sku: string; readonly version: number }[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_prices SET due = 0, next_change_at = NULL
         FROM json_each(?1) AS j
        WHERE target = j.value ->> 'target' AND seq_product = j.value ->> 'seqProduct' AND shop_prices.sku = j.value ->> 'sku'
          AND version = j.value ->> 'version'
          AND NOT EXISTS (SELECT 1 FROM shop_variants AS v WHERE v.seq_product = shop_prices.seq_product AND v.sku = shop_prices.sku)`,
    )
    .bind(rowsOf(rows.map(({ seqProduct, sku, version }) => ({ seqProduct, sku, version }))));
}

export function backOffPrices(
  db: D1Database,
  rows: readonly { readonly seqProduct: number; readonly sku: string; readonly notBefore: Instant }[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_prices SET attempts = attempts + 1, not_before = j.value ->> 'notBefore'
         FROM json_each(?1) AS j
        WHERE target = j.value ->> 'target' AND seq_product = j.value ->> 'seqProduct' AND shop_prices.sku = j.value ->> 'sku' AND due = 1`,
    )
    .bind(rowsOf(rows.map(({ seqProduct, sku, notBefore }) => ({ seqProduct, sku, notBefore }))));
}

/** The target stands in each row: with a constant SQLite would begin at all prices of the target. */
const rowsOf = (rows: readonly object[]): string => jsonRows(rows.map((row) => ({ ...row, target: "base" })));
