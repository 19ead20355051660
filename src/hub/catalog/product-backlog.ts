/** Whether and how many products can be sent, and which loads must end before the first create. */
import { FIRST_WATERMARK } from "../loads/loads.ts";
import type { Instant } from "../../ports.ts";
import { sqlText } from "../d1/sql-text.ts";
import { loads } from "../schema/loads.ts";
import { priceTargets } from "../schema/prices.ts";
import { shopProducts } from "../schema/shop.ts";

export async function hasDueProducts(db: D1Database, now: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      sqlText`SELECT EXISTS (SELECT 1 FROM ${shopProducts} INDEXED BY shop_products_due WHERE ${shopProducts.due} = 1
        AND ${shopProducts.notBefore} <= ?1 AND ${shopProducts.lockedBy} IS NULL) AS hasDue`,
    )
    .bind(now)
    .first<{ hasDue: number }>();
  return row?.hasDue === 1;
}

/** Counts the products that can be sent now, up to `most`. Locked products do not count. */
export async function countDueProducts(db: D1Database, now: Instant, most: number): Promise<number> {
  const row = await db
    .prepare(
      sqlText`SELECT count(*) AS n FROM (SELECT 1 FROM ${shopProducts} INDEXED BY shop_products_due
                                   WHERE ${shopProducts.due} = 1 AND ${shopProducts.notBefore} <= ?1
                        AND ${shopProducts.lockedBy} IS NULL LIMIT ?2)`,
    )
    .bind(now, most)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/**
 * Loads that must end before a set is complete. productSet deletes every variant that is not in its input. Therefore no
 * product is created before products, SKUs and base prices were read completely once.
 */
export async function missingLoads(db: D1Database): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT CASE WHEN w.company IS NULL THEN 'base target' ELSE w.name END AS name
        FROM (SELECT 'products' AS name, 0 AS company, 0 AS segment UNION ALL SELECT 'skus', 0, 0
                           UNION ALL SELECT 'prices', (SELECT ${priceTargets.company} FROM ${priceTargets}
                        WHERE ${priceTargets.target} = 'base'),
                                            (SELECT ${priceTargets.segment} FROM ${priceTargets}
                        WHERE ${priceTargets.target} = 'base')) AS w
         LEFT JOIN ${loads} AS l ON l.${loads.name} = w.name AND l.${loads.company} = w.company
           AND l.${loads.segment} = w.segment
        WHERE l.${loads.watermark} IS NULL OR l.${loads.watermark} <= ?1`,
    )
    .bind(FIRST_WATERMARK)
    .all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** True while no product was ever created: the definition that creation needs may be missing. */
export async function isFirstCreation(db: D1Database): Promise<boolean> {
  const row = await db
    .prepare(
      sqlText`SELECT EXISTS (SELECT 1 FROM ${shopProducts} WHERE ${shopProducts.productGid} IS NOT NULL) AS hasAny`,
    )
    .first<{ hasAny: number }>();
  return row?.hasAny !== 1;
}
