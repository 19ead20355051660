/** Products and prices that a bulk job holds out of the plain lanes. */
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { shopPrices } from "../schema/prices.ts";
import { shopProducts } from "../schema/shop.ts";

/** Locks products for a job, so that the plain lane skips them. */
export function lockProducts(db: D1Database, job: string, seqProducts: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts} SET ${shopProducts.lockedBy} = ?1
        WHERE ${shopProducts.seqProduct} IN (SELECT value FROM json_each(?2))`,
    )
    .bind(job, jsonRows(seqProducts));
}

export function unlockProducts(db: D1Database, job: string, seqProducts: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts} SET ${shopProducts.lockedBy} = NULL
        WHERE ${shopProducts.seqProduct} IN (SELECT value FROM json_each(?2)) AND ${shopProducts.lockedBy} = ?1`,
    )
    .bind(job, jsonRows(seqProducts));
}

/** Locks base prices for a job. Each counts as unknown, because the result of its line may be lost. */
export function lockPrices(
  db: D1Database,
  job: string,
  keys: readonly { readonly seqProduct: number; readonly sku: string }[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopPrices} SET ${shopPrices.lockedBy} = ?1, ${shopPrices.outcomeUnknown} = 1 FROM json_each(?2) AS j
        WHERE ${shopPrices.target} = j.value ->> 'target' AND ${shopPrices.seqProduct} = j.value ->> 'seqProduct'
          AND ${shopPrices}.${shopPrices.sku} = j.value ->> 'sku'`,
    )
    .bind(job, jsonRows(keys.map(({ seqProduct, sku }) => ({ target: "base", seqProduct, sku }))));
}

export function unlockPrices(db: D1Database, job: string, seqProducts: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopPrices} SET ${shopPrices.lockedBy} = NULL
        WHERE (${shopPrices.target}, ${shopPrices.seqProduct}) IN (SELECT 'base', value FROM json_each(?2))
          AND ${shopPrices.lockedBy} = ?1`,
    )
    .bind(job, jsonRows(seqProducts));
}
