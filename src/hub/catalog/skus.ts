import type { ErpSkuRow } from "../../rules/catalog/sku.ts";
import { deskOfBarcodes } from "./barcodes.ts";
import { DELISTED_HASH, type DelistingRule } from "../loads/missing-records.ts";
import { differing, upsertRows, type UpsertTable } from "../d1/upsert-page.ts";
import { markStockDueEverywhere } from "../stock/erp-stock.ts";
import type { Instant } from "../../ports.ts";
import { DUE_PRODUCT, markMediaDue, markProductsDue, restoreReturned } from "./products.ts";
import { sqlText } from "../d1/sql-text.ts";
import { jsonRows } from "../d1/json.ts";
import { products, skus } from "../schema/catalog.ts";
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
    activity: skus.activity,
    name: skus.name,
    hasSimilars: skus.hasSimilars,
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
    sqlText`UPDATE ${skus} SET ${skus.active} = 0, ${skus.activity} = NULL, ${skus.hash} = '${DELISTED_HASH}'
      WHERE (${skus.seqProduct}, ${skus.sku}) IN (SELECT ${seqProductOf("key")}, key FROM (${delisted}))`,
  ],
};

/** What the hub knows of these SKUs: `SkuActivity` as text, and the product's Descrição Reduzida. */
export async function readSkuFacts(
  db: D1Database,
  rows: readonly Pick<ErpSkuRow, "seqProduct" | "sku">[],
): Promise<ReadonlyMap<string, { readonly activity: string | null; readonly shortName: string | null }>> {
  if (rows.length === 0) return new Map();
  const { results } = await db
    .prepare(
      sqlText`SELECT j.value ->> 'sku' AS sku, k.${skus.activity}, p.${products.shortName}
         FROM json_each(?1) AS j
         LEFT JOIN ${skus} AS k ON k.${skus.seqProduct} = j.value ->> 'seqProduct' AND k.${skus.sku} = j.value ->> 'sku'
         LEFT JOIN ${products} AS p ON p.${products.seqProduct} = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(rows.map(({ seqProduct, sku }) => ({ seqProduct, sku }))))
    .all<{ sku: string; activity: string | null; shortName: string | null }>();
  return new Map(results.map(({ sku, ...facts }) => [sku, facts]));
}

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
          sqlText`SELECT t.${skus.sku} ${differing(SKUS, "?1")} AND (t.${skus.active} <> j.value ->> 'active'
            OR t.${skus.activity} IS NOT j.value ->> 'activity')`,
        ),
      )
      .bind(json),
    db
      .prepare(
        markMediaDue(
          sqlText`SELECT j.value ->> 'seqProduct' ${differing(SKUS, "?1")} AND (t.${skus.name} IS NOT j.value ->> 'name'
            OR (t.${skus.name} IS NOT NULL AND t.${skus.active} <> j.value ->> 'active'))`,
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
