import type { StockRow } from "../catalog/stock-row.ts";
import { GONE_HASH, type GoneTable } from "./gone.ts";
import { type LaidTable, layRows } from "./lay.ts";

/** Another figure is tried once more, although Shopify refused the item's stock too often. */
const AFRESH = "wait = CASE WHEN stock.wait = 'item-refused' THEN NULL ELSE stock.wait END";

const STOCK: LaidTable = {
  name: "stock",
  keys: { company: "company", sku: "sku" },
  columns: { quantity_milli: "quantityMilli", unlimited: "unlimited" },
  also: AFRESH,
};

/** Its new hash makes a gone row due by itself. */
export const STOCK_GONE: GoneTable = {
  live: "SELECT sku AS key FROM stock WHERE company = ?2 AND (quantity_milli > 0 OR unlimited = 1)",
  switchOff: (gone) => [
    `UPDATE stock SET quantity_milli = 0, unlimited = 0, hash = '${GONE_HASH}', ${AFRESH} WHERE company = ?2 AND sku IN (${gone})`,
  ],
};

/** A page of one company's stock. A changed row is due by itself: its hash is no longer what was sent. */
export function layStock(db: D1Database, runId: string, rows: readonly StockRow[]): D1PreparedStatement[] {
  return layRows(db, STOCK, runId, rows, () => []);
}
