import type { StockRow } from "../../rules/stock/stock-row.ts";
import { DELISTED_HASH, type DelistingRule } from "../loads/missing-records.ts";
import { differing, upsertRows, type UpsertTable, markStockDueEverywhere } from "../d1/upsert-page.ts";
import { stock } from "../schema/stock.ts";

/** Another figure is tried once more, although Shopify refused the item's stock too often. */
const AFRESH = "wait = CASE WHEN stock.wait = 'item-refused' THEN NULL ELSE stock.wait END";

const STOCK: UpsertTable = {
  table: stock,
  keys: { company: stock.company, sku: stock.sku },
  columns: { quantityMilli: stock.quantityMilli, unlimited: stock.unlimited },
  also: AFRESH,
};

/** Its new hash makes a gone row due by itself; where it had no count, the item's other companies are looked at again. */
export const STOCK_DELISTING: DelistingRule = {
  live: "SELECT sku AS key FROM stock WHERE company = ?2 AND (quantity_milli > 0 OR unlimited = 1)",
  switchOff: (gone) => [
    markStockDueEverywhere(`SELECT sku FROM stock WHERE company = ?2 AND unlimited = 1 AND sku IN (${gone})`),
    `UPDATE stock SET quantity_milli = 0, unlimited = 0, hash = '${DELISTED_HASH}', ${AFRESH} WHERE company = ?2 AND sku IN (${gone})`,
  ],
};

/**
 * A page of one company's stock. A changed row is due by itself: its hash is no longer what was sent. Counted or not holds for
 * all of an item's locations, so where that changes its rows at the other companies, refused for the sake of this one, are due too.
 */
export function upsertStock(db: D1Database, runId: string, rows: readonly StockRow[]): D1PreparedStatement[] {
  return upsertRows(db, STOCK, runId, rows, (json) => [
    db
      .prepare(
        markStockDueEverywhere(`SELECT t.sku ${differing(STOCK, "?1")} AND t.unlimited <> j.value ->> 'unlimited'`),
      )
      .bind(json),
  ]);
}
