/** The stock lane's rows. What units are computed from (`basis`) is read with a row and compared when it is marked. */
import type { QuantityIn, StockFacts } from "../../rules/stock/available-quantity.ts";
import { jsonRows } from "../d1/json.ts";
import type { StockCompany } from "./companies.ts";
import { releasesOf, RESERVED } from "./reservation-release.ts";

export interface StockRow extends StockFacts {
  readonly company: number;
  readonly sku: string;
  readonly location: string;
  readonly hash: string;
  readonly sentQuantity: number | null;
  readonly levelActive: boolean;
  readonly variant: { readonly item: string; readonly tracked: boolean } | null;
  /** Everything the units depend on besides the row's own hash, as text. */
  readonly basis: string;
  /** How often Shopify's own doings moved the level, as far as we know. */
  readonly news: number;
  /** How often in a row Shopify said that it has no such item. */
  readonly refusals: number;
}

// Of the company's own prices one that is for sale is enough: a segment may be closed for a SKU and another open.
const OWN_ON_SALE = `(SELECT MAX(x.on_sale) FROM price_targets AS y
   CROSS JOIN prices AS x ON x.company = y.company AND x.segment = y.segment AND x.sku = s.sku
  WHERE y.company = s.company AND y.leaving = 0)`;
const ON_SALE = `MIN(COALESCE(b.on_sale, 1), COALESCE(${OWN_ON_SALE}, 1))`;
const BASIS = `concat_ws('|', ${RESERVED}, c.safety_milli, c.quantity_in, p.weighed, COALESCE(p.multiple_milli, ''), p.active, k.package_milli, k.active,
   ${ON_SALE})`;
const JOINS = `JOIN companies AS c ON c.company = s.company
  LEFT JOIN shop_variants AS v ON v.seq_product = CAST(substr(s.sku, 2, instr(s.sku, 'E') - 2) AS INTEGER) AND v.sku = s.sku
  LEFT JOIN products AS p ON p.seq_product = v.seq_product
  LEFT JOIN skus AS k ON k.seq_product = v.seq_product AND k.sku = s.sku
  LEFT JOIN price_targets AS t ON t.target = 'base'
  LEFT JOIN prices AS b ON b.company = t.company AND b.segment = t.segment AND b.sku = s.sku`;
const COLUMNS = `s.company, s.sku, s.quantity_milli AS quantityMilli, s.unlimited, s.hash, s.news, s.refusals, s.sent_quantity AS sentQuantity,
  s.level_active AS levelActive, v.inventory_item_gid AS item, v.tracked, c.location_gid AS location, c.safety_milli AS safetyMilli, c.quantity_in AS quantityIn,
  p.weighed, p.multiple_milli AS multipleMilli, p.active AS productActive, k.package_milli AS packageMilli, k.active AS skuActive,
  ${ON_SALE} AS onSale, ${RESERVED} AS reservedMilli, ${BASIS} AS basis`;

interface Raw {
  readonly company: number;
  readonly sku: string;
  readonly quantityMilli: number;
  readonly unlimited: number;
  readonly hash: string;
  readonly sentQuantity: number | null;
  readonly levelActive: number;
  readonly item: string | null;
  readonly tracked: number | null;
  readonly location: string;
  readonly safetyMilli: number;
  readonly quantityIn: string;
  readonly weighed: number | null;
  readonly multipleMilli: number | null;
  readonly productActive: number | null;
  readonly packageMilli: number | null;
  readonly skuActive: number | null;
  readonly onSale: number;
  readonly reservedMilli: number;
  readonly basis: string;
  readonly news: number;
  readonly refusals: number;
}

/** Due rows of one company after a SKU, in order. */
export async function readDueStock(
  db: D1Database,
  companies: readonly StockCompany[],
  company: number,
  afterSku: string,
  limit: number,
): Promise<readonly StockRow[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM stock AS s INDEXED BY stock_due ${JOINS}
        WHERE s.company = ?2 AND s.sku > ?3 AND s.sent IS NOT s.hash AND s.wait IS NULL
        ORDER BY s.sku LIMIT ?4`,
    )
    .bind(releasesOf(companies), company, afterSku, limit)
    .all<Raw>();
  return results.map(rowOf);
}

export interface StockKey {
  readonly company: number;
  readonly sku: string;
}

/** The same rows as they are now. */
export async function rereadStock(
  db: D1Database,
  companies: readonly StockCompany[],
  keys: readonly StockKey[],
): Promise<readonly StockRow[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM json_each(?2) AS j
         JOIN stock AS s ON s.company = j.value ->> 'company' AND s.sku = j.value ->> 'sku' ${JOINS}`,
    )
    .bind(releasesOf(companies), jsonRows(keys.map(({ company, sku }) => ({ company, sku }))))
    .all<Raw>();
  return results.map(rowOf);
}

export interface StockElsewhere extends StockKey {
  readonly location: string;
  readonly levelActive: boolean;
  readonly unlimited: boolean;
  /** As of `StockFacts`. */
  readonly onSale: boolean;
}

/** These SKUs at every company whose stock is sent: where they are active, and where sold without limit. */
export async function readStockEverywhere(db: D1Database, skus: readonly string[]): Promise<readonly StockElsewhere[]> {
  const { results } = await db
    .prepare(
      `SELECT s.company, s.sku, c.location_gid AS location, s.level_active AS levelActive, s.unlimited, ${ON_SALE} AS onSale
         FROM json_each(?1) AS j CROSS JOIN companies AS c CROSS JOIN stock AS s ON s.company = c.company AND s.sku = j.value
         LEFT JOIN price_targets AS t ON t.target = 'base'
         LEFT JOIN prices AS b ON b.company = t.company AND b.segment = t.segment AND b.sku = s.sku
        WHERE c.enabled = 1 AND c.location_gid IS NOT NULL ORDER BY s.sku, s.company`,
    )
    .bind(jsonRows(skus))
    .all<StockKey & { location: string; levelActive: number; unlimited: number; onSale: number }>();
  return results.map((row) => ({
    ...row,
    levelActive: row.levelActive === 1,
    unlimited: row.unlimited === 1,
    onSale: row.onSale === 1,
  }));
}

export interface StockMark extends StockKey {
  readonly hash: string;
  readonly basis: string;
  /** Absent (a call stored by an older version): not known, so the level is read again. */
  readonly news?: number | undefined;
  /** Where it was sent: a row whose location or variant is another by now is not marked. */
  readonly location: string;
  readonly item: string;
  /** What Shopify accepted; null = nothing was sent, the old figure stays. */
  readonly quantity: number | null;
}

/**
 * Marks rows as settled: `sent` takes the hash only if neither the row nor anything its units are made of has changed
 * since it was read; otherwise it stays due. What Shopify holds is noted in either case, except where news of an order came
 * meanwhile: nobody can tell whether Shopify moved the level before we read or wrote it or after, so it is read again.
 */
export function markStock(
  db: D1Database,
  companies: readonly StockCompany[],
  marks: readonly StockMark[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET refusals = 0, sent_quantity = CASE WHEN n.changesNow IS n.changesThen THEN COALESCE(n.quantity, stock.sent_quantity) END,
              sent = CASE WHEN n.isNow IS n.wasThen THEN stock.hash ELSE NULL END
         FROM (SELECT s.company, s.sku, j.value ->> 'quantity' AS quantity, s.news AS changesNow, j.value ->> 'news' AS changesThen,
                      s.hash || '|' || s.news || '|' || ${BASIS} AS isNow,
                      j.value ->> 'hash' || '|' || (j.value ->> 'news') || '|' || (j.value ->> 'basis') AS wasThen
                 FROM json_each(?2) AS j
                 JOIN stock AS s ON s.company = j.value ->> 'company' AND s.sku = j.value ->> 'sku' ${JOINS}
                WHERE c.location_gid = j.value ->> 'location' AND v.inventory_item_gid = j.value ->> 'item') AS n
        WHERE stock.company = n.company AND stock.sku = n.sku`,
    )
    .bind(releasesOf(companies), jsonRows(marks));
}

/** Parks rows that have no variant; one that got it meanwhile is not parked. The variant's creation clears it. */
export function parkStock(db: D1Database, keys: readonly StockKey[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET wait = 'no-variant' FROM json_each(?1) AS j
        WHERE stock.company = j.value ->> 'company' AND stock.sku = j.value ->> 'sku'
          AND NOT EXISTS (SELECT 1 FROM shop_variants AS v
                           WHERE v.seq_product = CAST(substr(stock.sku, 2, instr(stock.sku, 'E') - 2) AS INTEGER) AND v.sku = stock.sku)`,
    )
    .bind(jsonRows(keys.map(({ company, sku }) => ({ company, sku }))));
}

export function markActive(db: D1Database, keys: readonly StockKey[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET level_active = 1 FROM json_each(?1) AS j
        WHERE stock.company = j.value ->> 'company' AND stock.sku = j.value ->> 'sku'`,
    )
    .bind(jsonRows(keys.map(({ company, sku }) => ({ company, sku }))));
}

/**
 * Shopify says that these levels are not active: somebody switched them off. It would take their stock in silence and not sell
 * it, so they are switched on again before the next call.
 */
export function markInactive(
  db: D1Database,
  levels: readonly (StockKey & { readonly available: number | null })[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET level_active = 0, sent_quantity = j.value ->> 'available' FROM json_each(?1) AS j
        WHERE stock.company = j.value ->> 'company' AND stock.sku = j.value ->> 'sku'`,
    )
    .bind(jsonRows(levels.map(({ company, sku, available }) => ({ company, sku, available }))));
}

/** What stands in Shopify is not known any more: the level is read before the next call. */
export function invalidateSentStock(db: D1Database, keys: readonly StockKey[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET sent_quantity = NULL, sent = NULL FROM json_each(?1) AS j
        WHERE stock.company = j.value ->> 'company' AND stock.sku = j.value ->> 'sku'`,
    )
    .bind(jsonRows(keys.map(({ company, sku }) => ({ company, sku }))));
}

export function markTracked(
  db: D1Database,
  items: readonly { readonly item: string; readonly sku: string; readonly tracked: boolean }[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_variants SET tracked = j.value ->> 'tracked' FROM json_each(?1) AS j
        WHERE shop_variants.seq_product = CAST(substr(j.value ->> 'sku', 2, instr(j.value ->> 'sku', 'E') - 2) AS INTEGER)
          AND shop_variants.sku = j.value ->> 'sku' AND shop_variants.inventory_item_gid = j.value ->> 'item'`,
    )
    .bind(jsonRows(items.map((each) => ({ ...each, tracked: each.tracked ? 1 : 0 }))));
}

/**
 * Items that are counted from now on: what stands at their other companies is from before they were not, so it is read and sent.
 * @param keys the rows of this page, which are being sent
 */
export function markCountedDue(
  db: D1Database,
  skus: readonly string[],
  keys: readonly StockKey[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET sent = NULL, sent_quantity = NULL
        WHERE company IN (SELECT company FROM companies) AND sku IN (SELECT value FROM json_each(?1)) AND sent IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM json_each(?2) AS j
                           WHERE j.value ->> 'company' = stock.company AND j.value ->> 'sku' = stock.sku)`,
    )
    .bind(jsonRows(skus), jsonRows(keys.map(({ company, sku }) => ({ company, sku }))));
}

function rowOf({ item, tracked, ...raw }: Raw): StockRow {
  return {
    ...raw,
    quantityIn: quantityInOf(raw.quantityIn),
    unlimited: raw.unlimited === 1,
    levelActive: raw.levelActive === 1,
    weighed: raw.weighed === 1,
    productActive: raw.productActive === 1,
    skuActive: raw.skuActive === 1,
    onSale: raw.onSale === 1,
    variant: item === null ? null : { item, tracked: tracked === 1 },
  };
}

export const quantityInOf = (text: string): QuantityIn => (text === "packages" ? "packages" : "units");
