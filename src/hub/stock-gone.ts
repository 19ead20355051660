/** Stock whose inventory item is not in Shopify any more. */
import { jsonRows } from "./json.ts";
import type { StockKey } from "./stock-publish.ts";

/**
 * Parks rows whose item Shopify does not have: somebody deleted its variant. A row that has another item by now is not
 * parked. The catalogue's look at the product clears it: a variant made again, or found standing after all.
 */
export function parkGone(db: D1Database, rows: readonly (StockKey & { readonly item: string })[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET wait = 'item-gone' FROM json_each(?1) AS j
        WHERE stock.company = j.value ->> 'company' AND stock.sku = j.value ->> 'sku'
          AND EXISTS (SELECT 1 FROM shop_variants AS v
                       WHERE v.seq_product = CAST(substr(stock.sku, 2, instr(stock.sku, 'E') - 2) AS INTEGER) AND v.sku = stock.sku
                         AND v.inventory_item_gid = j.value ->> 'item')`,
    )
    .bind(jsonRows(rows));
}
