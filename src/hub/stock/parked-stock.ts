/** Stock whose inventory item Shopify does not have or refuses. */
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { skus } from "../schema/catalog.ts";
import { shopVariants } from "../schema/shop.ts";
import { companies, stock } from "../schema/stock.ts";
import { SAME_KEY, type StockKey } from "./due-stock.ts";

const SAME_ITEM = sqlText`EXISTS (SELECT 1 FROM ${shopVariants} AS v
   WHERE v.${shopVariants.seqProduct} = ${stock}.${stock.seqProduct} AND v.${shopVariants.sku} = ${stock}.${stock.sku}
     AND v.${shopVariants.inventoryItemGid} = j.value ->> 'item')`;
const ONE_REFUSAL_MORE = sqlText`${stock.failedAttempts} = ${stock.failedAttempts} + 1`;

/**
 * Parks rows without an item in Shopify, because a merchant deleted the variant. A row with another item by now is not
 * parked. The catalogue lane releases them when it creates the variant or finds it again.
 */
export function parkDeleted(
  db: D1Database,
  rows: readonly (StockKey & { readonly item: string })[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${stock.parkedReason} = 'item-deleted', ${ONE_REFUSAL_MORE} FROM json_each(?1) AS j
        WHERE ${SAME_KEY} AND ${SAME_ITEM}`,
    )
    .bind(jsonRows(rows));
}

/** Counts a refusal for a temporary reason; the row stays due. */
export function countFailedAttempt(db: D1Database, rows: readonly StockKey[]): D1PreparedStatement {
  return db
    .prepare(sqlText`UPDATE ${stock} SET ${ONE_REFUSAL_MORE} FROM json_each(?1) AS j WHERE ${SAME_KEY}`)
    .bind(jsonRows(rows.map(({ company, sku }) => ({ company, sku }))));
}

/**
 * Parks rows whose existing item Shopify refused too often. A new quantity of the ERP, another item or an operator
 * releases them. A row with a new quantity or item by now is not parked.
 */
export function parkRefused(
  db: D1Database,
  rows: readonly (StockKey & { readonly item: string; readonly hash: string })[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${stock.parkedReason} = 'item-refused', ${ONE_REFUSAL_MORE} FROM json_each(?1) AS j
        WHERE ${SAME_KEY} AND ${SAME_ITEM} AND ${stock}.${stock.hash} = j.value ->> 'hash'`,
    )
    .bind(jsonRows(rows));
}

/** An operator has corrected it: the product's SKUs are sent again at every company. */
export function retryRefused(db: D1Database, seqProduct: number): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${stock.parkedReason} = NULL, ${stock.failedAttempts} = 0, ${stock.sentQuantity} = NULL
        WHERE (${stock.company}, ${stock.sku}) IN (
              SELECT c.${companies.company}, k.${skus.sku} FROM ${companies} AS c CROSS JOIN ${skus} AS k
               WHERE k.${skus.seqProduct} = ?1)
          AND ${stock.parkedReason} = 'item-refused'`,
    )
    .bind(seqProduct);
}
