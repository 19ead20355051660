import type { ErpStockRow } from "../../rules/stock/stock-row.ts";
import { sqlText } from "../d1/sql-text.ts";
import { DELISTED_HASH, type DelistingRule } from "../loads/missing-records.ts";
import { differing, upsertRows, type UpsertTable } from "../d1/upsert-page.ts";
import { companies, stock } from "../schema/stock.ts";

/**
 * SQL: makes the stock of these SKUs due at every company, because an input of their units changes. It runs in the
 * page's batch. Otherwise a lane could send the old quantity in between, and skip the row when the record changes back.
 * @param skus a query of SKUs
 */
export const markStockDueEverywhere = (skus: string): string =>
  sqlText`UPDATE ${stock} SET ${stock.sent} = NULL
    WHERE ${stock.company} IN (SELECT ${companies.company} FROM ${companies}) AND ${stock.sku} IN (${skus}) AND ${stock.sent} IS NOT NULL`;

/** A new quantity is sent again, although Shopify refused the item too often. */
const AFRESH = sqlText`${stock.parkedReason} = CASE WHEN ${stock}.${stock.parkedReason} = 'item-refused' THEN NULL ELSE ${stock}.${stock.parkedReason} END`;

const STOCK: UpsertTable = {
  table: stock,
  keys: { company: stock.company, sku: stock.sku },
  columns: { seqProduct: stock.seqProduct, quantityMilli: stock.quantityMilli, unlimited: stock.unlimited },
  also: AFRESH,
};

/**
 * Its new hash makes a missing row due by itself; for an untracked item, the rows of its other companies become due.
 */
export const STOCK_DELISTING: DelistingRule = {
  live: sqlText`SELECT ${stock.sku} AS key FROM ${stock}
    WHERE ${stock.company} = ?2 AND (${stock.quantityMilli} > 0 OR ${stock.unlimited} = 1)`,
  switchOff: (delisted) => [
    markStockDueEverywhere(sqlText`SELECT ${stock.sku} FROM ${stock}
      WHERE ${stock.company} = ?2 AND ${stock.unlimited} = 1 AND ${stock.sku} IN (${delisted})`),
    sqlText`UPDATE ${stock} SET ${stock.quantityMilli} = 0, ${stock.unlimited} = 0, ${stock.hash} = '${DELISTED_HASH}', ${AFRESH}
      WHERE ${stock.company} = ?2 AND ${stock.sku} IN (${delisted})`,
  ],
};

/**
 * Stores a page of one company's stock. A changed row is due by its new hash. Tracking applies to all locations of an
 * item. Where it changes, the rows of the other companies become due too.
 */
export function upsertStock(db: D1Database, runId: string, rows: readonly ErpStockRow[]): D1PreparedStatement[] {
  return upsertRows(db, STOCK, runId, rows, (json) => [
    db
      .prepare(
        markStockDueEverywhere(
          sqlText`SELECT t.${stock.sku} ${differing(STOCK, "?1")} AND t.${stock.unlimited} <> j.value ->> 'unlimited'`,
        ),
      )
      .bind(json),
  ]);
}
