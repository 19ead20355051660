import type { ErpSkuRow } from "../../rules/catalog/sku.ts";
import { deskOfBarcodes } from "./barcodes.ts";
import { DELISTED_HASH, type DelistingRule } from "../loads/missing-records.ts";
import { differing, upsertRows, type UpsertTable } from "../d1/upsert-page.ts";
import { markStockDueEverywhere } from "../stock/erp-stock.ts";
import type { Instant } from "../../ports.ts";
import { DUE_PRODUCT, markProductsDue, restoreReturned } from "./products.ts";
import { sqlText } from "../d1/sql-text.ts";
import { skus } from "../schema/catalog.ts";
import { shopProducts } from "../schema/shop.ts";

const SKUS: UpsertTable = {
  table: skus,
  keys: { seqProduct: skus.seqProduct, sku: skus.sku },
  columns: {
    packageMilli: skus.packageMilli,
    packageName: skus.packageName,
    ean: skus.ean,
    active: skus.active,
    weightG: skus.weightG,
    widthMm: skus.widthMm,
    heightMm: skus.heightMm,
    lengthMm: skus.lengthMm,
  },
};

/** The product's number is part of the SKU. */
const seqProductOf = (sku: string) => `CAST(substr(${sku}, 2, instr(${sku}, 'E') - 2) AS INTEGER)`;

/**
 * Products of other SKUs with a barcode that is added, taken or freed here: their own barcode may change too.
 * @param changes a query with the columns old, new (barcodes) and seq (the changed SKU's product)
 */
const dueSharers = (changes: string) =>
  markProductsDue(
    sqlText`SELECT o.${skus.seqProduct} FROM (${changes}) AS c CROSS JOIN ${skus} AS o INDEXED BY skus_by_ean
       ON o.${skus.ean} IN (c.old, c.new)
      WHERE o.${skus.seqProduct} <> c.seq`,
  );

export const SKUS_DELISTING: DelistingRule = {
  live: sqlText`SELECT ${skus.sku} AS key FROM ${skus} WHERE ${skus.active} = 1`,
  switchOff: (delisted) => [
    markProductsDue(`SELECT ${seqProductOf("key")} FROM (${delisted})`),
    dueSharers(
      sqlText`SELECT k.${skus.ean} AS old, NULL AS new, k.${skus.seqProduct} AS seq
         FROM (${delisted}) AS g CROSS JOIN ${skus} AS k ON k.${skus.seqProduct} = ${seqProductOf("g.key")}
           AND k.${skus.sku} = g.key`,
    ),
    markStockDueEverywhere(delisted),
    sqlText`UPDATE ${skus} SET ${skus.active} = 0, ${skus.hash} = '${DELISTED_HASH}'
      WHERE (${skus.seqProduct}, ${skus.sku}) IN (SELECT ${seqProductOf("key")}, key FROM (${delisted}))`,
  ],
};

/**
 * Stores a page of SKUs. A changed SKU makes its product due. Its package never changes, because the package is part of
 * its key.
 */
export function upsertSkus(
  db: D1Database,
  runId: string,
  rows: readonly ErpSkuRow[],
  now: Instant,
): D1PreparedStatement[] {
  const upserts = upsertRows(db, SKUS, runId, rows, (json) => [
    restoreReturned(
      db,
      sqlText`FROM json_each(?1) AS j
       CROSS JOIN ${skus} AS t ON t.${skus.seqProduct} = j.value ->> 'seqProduct' AND t.${skus.sku} = j.value ->> 'sku'
       WHERE t.${skus.hash} = '${DELISTED_HASH}' AND j.value ->> 'active' = 1`,
      json,
      runId,
    ),
    db
      .prepare(
        sqlText`INSERT INTO ${shopProducts} (${shopProducts.seqProduct})
          SELECT DISTINCT j.value ->> 'seqProduct' ${differing(SKUS, "?1")} ${DUE_PRODUCT}`,
      )
      .bind(json),
    db
      .prepare(
        markStockDueEverywhere(
          sqlText`SELECT t.${skus.sku} ${differing(SKUS, "?1")} AND t.${skus.active} <> j.value ->> 'active'`,
        ),
      )
      .bind(json),
    db
      .prepare(
        dueSharers(
          sqlText`SELECT t.${skus.ean} AS old, j.value ->> 'ean' AS new,
            j.value ->> 'seqProduct' AS seq ${differing(SKUS, "?1")}
              AND (t.${skus.ean} IS NOT j.value ->> 'ean' OR t.${skus.active} IS NOT j.value ->> 'active')`,
        ),
      )
      .bind(json),
  ]);
  return [...upserts, ...deskOfBarcodes(db, rows, now)];
}
