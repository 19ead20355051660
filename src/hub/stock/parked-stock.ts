/** Stock whose inventory item Shopify does not have, or does not take. */
import { jsonRows } from "../d1/json.ts";
import type { StockKey } from "./due-stock.ts";

/**
 * Parks rows whose item Shopify does not have: somebody deleted its variant. A row that has another item by now is not
 * parked. The catalogue's look at the product clears it: a variant made again, or found standing after all.
 */
export function parkDeleted(
  db: D1Database,
  rows: readonly (StockKey & { readonly item: string })[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET wait = 'item-gone', refusals = refusals + 1 FROM json_each(?1) AS j
        WHERE ${SAME_KEY} AND ${SAME_ITEM}`,
    )
    .bind(jsonRows(rows));
}

/** Refused for a reason that may pass: counted, and still due. */
export function countFailedAttempt(db: D1Database, rows: readonly StockKey[]): D1PreparedStatement {
  return db
    .prepare(`UPDATE stock SET refusals = refusals + 1 FROM json_each(?1) AS j WHERE ${SAME_KEY}`)
    .bind(jsonRows(rows.map(({ company, sku }) => ({ company, sku }))));
}

/**
 * Parks rows whose item stands in Shopify and was refused too often. Another figure of the ERP's (laid with its page), another
 * item, or a person clears it; a row that has one of the first two by now is not parked.
 */
export function parkRefused(
  db: D1Database,
  rows: readonly (StockKey & { readonly item: string; readonly hash: string })[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET wait = 'item-refused', refusals = refusals + 1 FROM json_each(?1) AS j
        WHERE ${SAME_KEY} AND ${SAME_ITEM} AND stock.hash = j.value ->> 'hash'`,
    )
    .bind(jsonRows(rows));
}

/** A person has put it right: the product's SKUs are tried afresh at every company. */
export function retryRefused(db: D1Database, seqProduct: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET wait = NULL, refusals = 0, sent_quantity = NULL
        WHERE (company, sku) IN (SELECT c.company, k.sku FROM companies AS c CROSS JOIN skus AS k WHERE k.seq_product = ?1)
          AND wait = 'item-refused'`,
    )
    .bind(seqProduct);
}

const SAME_KEY = "stock.company = j.value ->> 'company' AND stock.sku = j.value ->> 'sku'";
const SAME_ITEM = `EXISTS (SELECT 1 FROM shop_variants AS v
   WHERE v.seq_product = CAST(substr(stock.sku, 2, instr(stock.sku, 'E') - 2) AS INTEGER) AND v.sku = stock.sku
     AND v.inventory_item_gid = j.value ->> 'item')`;
