/** Safety stock by rules: what it is computed from, and what it came to for each company and product. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { categories, products, skus } from "../schema/catalog.ts";
import { companies, safetyStock, soldDays, stock } from "../schema/stock.ts";
import { readSetting } from "../settings/settings.ts";
import { safetyRules, SOLD_WINDOW_DAYS, type SafetyRules } from "../../rules/stock/safety-rules.ts";

export const SAFETY_STOCK = "safety-stock";
const DAY_MS = 86_400_000;

export const readSafetyRules = (db: D1Database): Promise<SafetyRules> => readSetting(db, SAFETY_STOCK, safetyRules, []);

/** SQL: the safety stock of row `s` at company `c`. */
export const SAFETY = sqlText`COALESCE((SELECT y.${safetyStock.milli} FROM ${safetyStock} AS y
  WHERE y.${safetyStock.company} = s.${stock.company} AND y.${safetyStock.seqProduct} = s.${stock.seqProduct}), c.${companies.safetyMilli})`;

export interface SafetyCompany {
  readonly company: number;
  readonly safetyMilli: number;
  /** Days since our orders first sold something there, at most the window; 0: never. */
  readonly soldDays: number;
}

export async function readSafetyCompanies(db: D1Database, now: Instant): Promise<readonly SafetyCompany[]> {
  const today = Math.floor(now / DAY_MS);
  const { results } = await db
    .prepare(
      sqlText`SELECT c.${companies.company}, c.${companies.safetyMilli},
              COALESCE(?1 + 1 - max((SELECT min(d.${soldDays.day}) FROM ${soldDays} AS d WHERE d.${soldDays.company} = c.${companies.company}),
                ?1 + 1 - ${SOLD_WINDOW_DAYS}), 0) AS soldDays
         FROM ${companies} AS c ORDER BY c.${companies.company}`,
    )
    .bind(today)
    .all<SafetyCompany>();
  return results;
}

/** Category → its parent. */
export async function readParents(db: D1Database): Promise<ReadonlyMap<number, number | null>> {
  const { results } = await db
    .prepare(sqlText`SELECT ${categories.seqCategory} AS seq, ${categories.parent} FROM ${categories}`)
    .all<{ seq: number; parent: number | null }>();
  return new Map(results.map(({ seq, parent }) => [seq, parent]));
}

export interface SafetyProduct {
  readonly seqProduct: number;
  readonly seqCategory: number | null;
}

export async function readSafetyProducts(
  db: D1Database,
  after: number,
  limit: number,
): Promise<readonly SafetyProduct[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${products.seqProduct} AS seqProduct, ${products.seqCategory} AS seqCategory FROM ${products}
        WHERE ${products.seqProduct} > ?1 AND ${products.active} = 1 ORDER BY ${products.seqProduct} LIMIT ?2`,
    )
    .bind(after, limit)
    .all<SafetyProduct>();
  return results;
}

/** What our orders sold at a company within the window, by product, thousandths. */
export async function readSold(db: D1Database, company: number, now: Instant): Promise<ReadonlyMap<number, number>> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${soldDays.seqProduct} AS seqProduct, SUM(${soldDays.milli}) AS milli FROM ${soldDays}
        WHERE ${soldDays.company} = ?1 AND ${soldDays.day} > ?2 GROUP BY ${soldDays.seqProduct}`,
    )
    .bind(company, Math.floor(now / DAY_MS) - SOLD_WINDOW_DAYS)
    .all<{ seqProduct: number; milli: number }>();
  return new Map(results.map(({ seqProduct, milli }) => [seqProduct, milli]));
}

/**
 * What the rules came to for the products of a span at one company; those that are absent have the company's own. The stock
 * of changed products is due in the same batch. Equal values cost no write.
 * @param span products above `after`, up to `until`
 */
export function saveSafety(
  db: D1Database,
  company: number,
  span: { readonly after: number; readonly until: number },
  wanted: readonly { readonly seqProduct: number; readonly milli: number }[],
): readonly D1PreparedStatement[] {
  const rows = jsonRows(wanted);
  const { after, until } = span;
  const gone = sqlText`SELECT y.${safetyStock.seqProduct} FROM ${safetyStock} AS y
    WHERE y.${safetyStock.company} = ?1 AND y.${safetyStock.seqProduct} > ?3 AND y.${safetyStock.seqProduct} <= ?4
      AND y.${safetyStock.seqProduct} NOT IN (SELECT value ->> 'seqProduct' FROM json_each(?2))`;
  const differing = sqlText`SELECT j.value ->> 'seqProduct' FROM json_each(?2) AS j
    LEFT JOIN ${safetyStock} AS y ON y.${safetyStock.company} = ?1 AND y.${safetyStock.seqProduct} = j.value ->> 'seqProduct'
    WHERE y.${safetyStock.milli} IS NOT j.value ->> 'milli'`;
  const bound = (sql: string) => db.prepare(sql).bind(company, rows, after, until);
  return [
    bound(
      sqlText`UPDATE ${stock} SET ${stock.sent} = NULL
        WHERE ${stock.company} = ?1 AND ${stock.sent} IS NOT NULL
          AND ${stock.sku} IN (SELECT k.${skus.sku} FROM ${skus} AS k WHERE k.${skus.seqProduct} IN (${differing} UNION ${gone}))`,
    ),
    bound(
      sqlText`DELETE FROM ${safetyStock} WHERE ${safetyStock.company} = ?1 AND ${safetyStock.seqProduct} IN (${gone})`,
    ),
    db
      .prepare(
        sqlText`INSERT INTO ${safetyStock} (${safetyStock.company}, ${safetyStock.seqProduct}, ${safetyStock.milli})
         SELECT ?1, value ->> 'seqProduct', value ->> 'milli' FROM json_each(?2) WHERE true
             ON CONFLICT (${safetyStock.company}, ${safetyStock.seqProduct}) DO UPDATE
            SET ${safetyStock.milli} = excluded.${safetyStock.milli}
          WHERE ${safetyStock}.${safetyStock.milli} <> excluded.${safetyStock.milli}`,
      )
      .bind(company, rows),
  ];
}

/** Rows of a company that is no longer mapped, or of products beyond the last active one. */
export const hasSafety = async (db: D1Database): Promise<boolean> =>
  (await db.prepare(sqlText`SELECT EXISTS (SELECT 1 FROM ${safetyStock}) AS any`).first<{ any: number }>())?.any === 1;
