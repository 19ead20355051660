/** The price lane's rows: what each target (the variant's own price, a price list, the metafield) was last sent. */
import type { PriceFacts } from "../../rules/prices/price-decision.ts";
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";

export interface PriceKey {
  readonly target: string;
  readonly seqProduct: number;
  readonly sku: string;
}

export interface DuePrice extends PriceKey, PriceFacts {
  /** nroEmpresa and nroSegmento whose price it is. */
  readonly company: number;
  readonly segment: number;
  readonly version: number;
  readonly due: boolean;
  readonly attempts: number;
  /** A call that carried it had no answer: Shopify may show another price than was last sent. */
  readonly outcomeUnknown: boolean;
  readonly sentCompareCents: number | null;
  readonly productGid: string | null;
  readonly variantGid: string | null;
  /** Product and SKU are both on in the ERP. */
  readonly active: boolean;
  /** The target was taken from the mapping: what was sent is to be removed. */
  readonly leaving: boolean;
}

/** Whether a run would find anything. Indexed looks, nothing written. */
export async function hasDuePrices(db: D1Database, now: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM price_targets AS t
                       WHERE t.not_before <= ?1
                         AND (t.fill_after IS NOT NULL OR t.leaving = 1
                              OR EXISTS (SELECT 1 FROM shop_prices AS d INDEXED BY shop_prices_due
                                          WHERE d.target = t.target AND d.due = 1 AND d.not_before <= ?1 AND d.bulk_job IS NULL)))
           OR EXISTS (SELECT 1 FROM shop_prices INDEXED BY shop_prices_next
                       WHERE next_change_at IS NOT NULL AND next_change_at <= ?1 AND due = 0) AS hasDue`,
    )
    .bind(now)
    .first<{ hasDue: number }>();
  return row?.hasDue === 1;
}

/** How many of the shop's own prices could go now; counted no further than `most`. What a bulk job holds is not counted. */
export async function countDueBase(db: D1Database, now: Instant, most: number): Promise<number> {
  const row = await db
    .prepare(
      `SELECT count(*) AS n FROM (SELECT 1 FROM shop_prices INDEXED BY shop_prices_due
                                   WHERE target = 'base' AND due = 1 AND not_before <= ?1 AND bulk_job IS NULL LIMIT ?2)`,
    )
    .bind(now, most)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** P2: promotions that began or ended since the last look, at every target. The ERP does not say so again. */
export function markPricesDue(db: D1Database, now: Instant): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_prices INDEXED BY shop_prices_next SET due = 1
        WHERE next_change_at IS NOT NULL AND next_change_at <= ?1 AND due = 0`,
    )
    .bind(now);
}

/**
 * Begins a run of the lane. Where the one before it did not come to its end, what is due may have been told and not marked:
 * nothing of it counts as shown.
 */
export function beginPriceRun(db: D1Database): D1PreparedStatement[] {
  return [
    db.prepare(
      `UPDATE shop_prices INDEXED BY shop_prices_due SET outcomeUnknown = 1
        WHERE due = 1 AND outcomeUnknown = 0 AND EXISTS (SELECT 1 FROM leases WHERE name = 'publish-prices' AND unfinished = 1)`,
    ),
    db.prepare("UPDATE leases SET unfinished = 1 WHERE name = 'publish-prices'"),
  ];
}

export const endPriceRun = (db: D1Database): D1PreparedStatement =>
  db.prepare("UPDATE leases SET unfinished = 0 WHERE name = 'publish-prices'");

interface Raw {
  readonly target: string;
  readonly company: number;
  readonly segment: number;
  readonly leaving: number;
  readonly dropMaxPercent: number;
  readonly seqProduct: number;
  readonly sku: string;
  readonly version: number;
  readonly due: number;
  readonly attempts: number;
  readonly outcomeUnknown: number;
  readonly sentPriceCents: number | null;
  readonly sentCompareCents: number | null;
  readonly erpPriceCents: number | null;
  readonly approvedCents: number | null;
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

const COLUMNS = `d.target, t.company, t.segment, t.leaving, t.drop_max_percent AS dropMaxPercent, d.seq_product AS seqProduct, d.sku,
  d.version, d.due, d.attempts, d.outcomeUnknown, d.sent_price_cents AS sentPriceCents, d.sent_compare_cents AS sentCompareCents,
  d.asked_cents AS erpPriceCents, d.approved_cents AS approvedCents, o.product_gid AS productGid, v.variant_gid AS variantGid,
  p.weighed, p.multiple_milli AS multipleMilli, k.package_milli AS packageMilli, p.active AS productActive, k.active AS skuActive,
  e.normal_cents AS normalCents, e.promo_cents AS promoCents, e.promo_from AS promoFrom, e.promo_until AS promoUntil,
  e.on_sale AS onSale`;
const JOINS = `LEFT JOIN prices AS e ON e.company = t.company AND e.segment = t.segment AND e.sku = d.sku
  LEFT JOIN products AS p ON p.seq_product = d.seq_product
  LEFT JOIN skus AS k ON k.seq_product = d.seq_product AND k.sku = d.sku
  LEFT JOIN shop_products AS o ON o.seq_product = d.seq_product
  LEFT JOIN shop_variants AS v ON v.seq_product = d.seq_product AND v.sku = d.sku`;

/**
 * Due rows of one target after a SKU, in order.
 * @param changesUntil only those whose promotion begins or ends by then; null: all
 */
export async function readDuePrices(
  db: D1Database,
  target: string,
  after: { readonly seqProduct: number; readonly sku: string },
  now: Instant,
  limit: number,
  changesUntil: Instant | null = null,
): Promise<readonly DuePrice[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS}
         FROM shop_prices AS d INDEXED BY shop_prices_due JOIN price_targets AS t ON t.target = d.target ${JOINS}
        WHERE d.target = ?1 AND d.due = 1 AND d.not_before <= ?4 AND d.bulk_job IS NULL AND (d.seq_product, d.sku) > (?2, ?3)
          AND (?6 IS NULL OR (e.promo_from > ?4 AND e.promo_from <= ?6) OR (e.promo_until > ?4 AND e.promo_until <= ?6))
        ORDER BY d.seq_product, d.sku LIMIT ?5`,
    )
    .bind(target, after.seqProduct, after.sku, now, limit, changesUntil)
    .all<Raw>();
  return results.map(rowOf);
}

/** These SKUs at every metafield target: one document is made of all of them. In order of SKU, then company. */
export async function readMetafieldPrices(
  db: D1Database,
  keys: readonly { readonly seqProduct: number; readonly sku: string }[],
): Promise<readonly DuePrice[]> {
  // CROSS JOIN is SQLite's word for "in this order": the keys, then the few targets, then each row by its key.
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS}
         FROM json_each(?1) AS j CROSS JOIN price_targets AS t
         CROSS JOIN shop_prices AS d ON d.target = t.target AND d.seq_product = j.value ->> 'seqProduct' AND d.sku = j.value ->> 'sku'
         ${JOINS}
        WHERE t.kind = 'metafield' ORDER BY d.seq_product, d.sku, t.company`,
    )
    .bind(jsonRows(keys.map(({ seqProduct, sku }) => ({ seqProduct, sku }))))
    .all<Raw>();
  return results.map(rowOf);
}

function rowOf(raw: Raw): DuePrice {
  const { normalCents, promoCents, promoFrom, promoUntil, productActive, skuActive, onSale, weighed, due, ...rest } =
    raw;
  return {
    ...rest,
    due: due === 1,
    outcomeUnknown: raw.outcomeUnknown === 1,
    leaving: raw.leaving === 1,
    weighed: weighed === 1,
    active: productActive === 1 && skuActive === 1,
    price: normalCents === null ? null : { normalCents, promoCents, promoFrom, promoUntil, onSale: onSale === 1 },
  };
}

export interface PriceMark extends PriceKey {
  /** As it was read; a row that changed meanwhile stays due. */
  readonly version: number;
  readonly priceCents: number | null;
  readonly compareCents: number | null;
  readonly nextChangeAt: Instant | null;
  readonly erpPriceCents: number | null;
  /** Not published: waits for a person. */
  readonly pendingCents: number | null;
  /** Nothing was told just now, and what was told before had no answer. */
  readonly outcomeUnknown: boolean;
}

/** Settled: what Shopify shows now, and when that changes by itself. A person's word is used up, unless it came meanwhile or may stand in the shop. */
export function markPrices(db: D1Database, marks: readonly PriceMark[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_prices
          SET sent_price_cents = j.value ->> 'priceCents', sent_compare_cents = j.value ->> 'compareCents',
              next_change_at = j.value ->> 'nextChangeAt', attempts = 0, not_before = 0, outcomeUnknown = j.value ->> 'outcomeUnknown',
              asked_cents = j.value ->> 'erpPriceCents', pending_cents = j.value ->> 'pendingCents',
              approved_cents = CASE WHEN version = j.value ->> 'version' AND NOT j.value ->> 'outcomeUnknown' THEN NULL ELSE approved_cents END,
              due = CASE WHEN version = j.value ->> 'version' THEN 0 ELSE due END
         FROM json_each(?1) AS j WHERE ${SAME_KEY}`,
    )
    .bind(jsonRows(marks));
}

/** The target stands in each row: with a constant SQLite would begin at all prices of the target. */
const SAME_KEY =
  "target = j.value ->> 'target' AND seq_product = j.value ->> 'seqProduct' AND shop_prices.sku = j.value ->> 'sku'";
const keysOf = (rows: readonly (PriceKey & { readonly version?: number })[]): string =>
  jsonRows(rows.map(({ target, seqProduct, sku, version }) => ({ target, seqProduct, sku, version })));

/** A price that has no variant to go to: not visited again until there is one, whose creation carries the base price. */
export function parkPrices(
  db: D1Database,
  rows: readonly (PriceKey & { readonly version: number })[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_prices SET due = 0, next_change_at = NULL
         FROM json_each(?1) AS j
        WHERE ${SAME_KEY} AND version = j.value ->> 'version'
          AND NOT EXISTS (SELECT 1 FROM shop_variants AS v WHERE v.seq_product = shop_prices.seq_product AND v.sku = shop_prices.sku)`,
    )
    .bind(keysOf(rows));
}

export function backoffPrices(
  db: D1Database,
  rows: readonly (PriceKey & { readonly notBefore: Instant })[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_prices SET attempts = attempts + 1, outcomeUnknown = 1, not_before = j.value ->> 'notBefore'
         FROM json_each(?1) AS j WHERE ${SAME_KEY} AND due = 1`,
    )
    .bind(jsonRows(rows.map(({ target, seqProduct, sku, notBefore }) => ({ target, seqProduct, sku, notBefore }))));
}

/** Rows of a target that was taken from the mapping, once nothing of them is in Shopify. One that came back meanwhile stays. */
export function dropPrices(
  db: D1Database,
  rows: readonly (PriceKey & { readonly version: number })[],
): D1PreparedStatement {
  return db
    .prepare(
      `DELETE FROM shop_prices
        WHERE (target, seq_product, sku, version) IN
              (SELECT value ->> 'target', value ->> 'seqProduct', value ->> 'sku', value ->> 'version' FROM json_each(?1))
          AND EXISTS (SELECT 1 FROM price_targets AS t WHERE t.target = shop_prices.target AND t.leaving = 1)`,
    )
    .bind(keysOf(rows));
}

/** The same for all of a target whose list is gone from the shop: nothing of it is anywhere. */
export function dropPricesOf(db: D1Database, target: string): D1PreparedStatement {
  return db
    .prepare(
      `DELETE FROM shop_prices
        WHERE target = ?1 AND EXISTS (SELECT 1 FROM price_targets AS t WHERE t.target = ?1 AND t.leaving = 1)`,
    )
    .bind(target);
}

export interface PendingPrice {
  readonly target: string;
  readonly sku: string;
  /** In the ERP's terms: of a package, or of 1 kg. */
  readonly lastCents: number | null;
  readonly pendingCents: number;
  readonly sentPriceCents: number | null;
}

const HELD_MAX = 500;

/** Prices that fell too far and wait for a person. */
export async function readPendingPrices(db: D1Database): Promise<readonly PendingPrice[]> {
  const { results } = await db
    .prepare(
      `SELECT target, sku, asked_cents AS lastCents, pending_cents AS pendingCents, sent_price_cents AS sentPriceCents
         FROM shop_prices INDEXED BY shop_prices_pending WHERE pending_cents IS NOT NULL ORDER BY target, seq_product, sku LIMIT ${HELD_MAX}`,
    )
    .all<PendingPrice>();
  return results;
}

/**
 * A person lets these very prices pass: another price that the ERP says later is held again.
 * @returns how many were waiting with exactly this price.
 */
export async function approvePrices(
  db: D1Database,
  prices: readonly { readonly target: string; readonly sku: string; readonly pendingCents: number }[],
): Promise<number> {
  const { meta } = await db
    .prepare(
      `UPDATE shop_prices SET approved_cents = pending_cents, version = version + 1, due = 1, attempts = 0, not_before = 0
        WHERE (target, seq_product, sku, pending_cents) IN
              (SELECT value ->> 'target', CAST(substr(value ->> 'sku', 2, instr(value ->> 'sku', 'E') - 2) AS INTEGER),
                      value ->> 'sku', value ->> 'pendingCents' FROM json_each(?1))
          AND approved_cents IS NOT pending_cents`,
    )
    .bind(jsonRows(prices))
    .run();
  return meta.changes;
}
