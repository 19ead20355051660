import type { SkuRow } from "../../rules/catalog/sku.ts";
import { deskOfBarcodes } from "./barcodes.ts";
import { GONE_HASH, type GoneTable } from "../loads/missing-records.ts";
import { differing, layRows, type UpsertTable, wakeStockOf } from "../d1/upsert-page.ts";
import { skus } from "../schema/catalog.ts";
import type { Instant } from "../../ports.ts";
import { DUE_AGAIN, DUE_PRODUCT, readAgainReturned } from "./products.ts";

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
 * Products of other SKUs that have a barcode which is being given, taken or let go: theirs may come or go with it.
 * @param changes a query with the columns old, new (barcodes) and seq (the changed SKU's product)
 */
const dueSharers = (changes: string) =>
  `UPDATE shop_products SET ${DUE_AGAIN} WHERE seq_product IN (
     SELECT o.seq_product FROM (${changes}) AS c CROSS JOIN skus AS o INDEXED BY skus_by_ean ON o.ean IN (c.old, c.new)
      WHERE o.seq_product <> c.seq)`;

export const SKUS_GONE: GoneTable = {
  live: "SELECT sku AS key FROM skus WHERE active = 1",
  switchOff: (gone) => [
    `UPDATE shop_products SET ${DUE_AGAIN} WHERE seq_product IN (SELECT ${seqProductOf("key")} FROM (${gone}))`,
    dueSharers(
      `SELECT k.ean AS old, NULL AS new, k.seq_product AS seq
         FROM (${gone}) AS g CROSS JOIN skus AS k ON k.seq_product = ${seqProductOf("g.key")} AND k.sku = g.key`,
    ),
    wakeStockOf(gone),
    `UPDATE skus SET active = 0, hash = '${GONE_HASH}'
      WHERE (seq_product, sku) IN (SELECT ${seqProductOf("key")}, key FROM (${gone}))`,
  ],
};

/** A page of SKUs. A changed one makes its product due; its package never changes, being part of its key. */
export function laySkus(db: D1Database, runId: string, rows: readonly SkuRow[], now: Instant): D1PreparedStatement[] {
  const laid = layRows(db, SKUS, runId, rows, (json) => [
    readAgainReturned(
      db,
      `FROM json_each(?1) AS j
       CROSS JOIN skus AS t ON t.seq_product = j.value ->> 'seqProduct' AND t.sku = j.value ->> 'sku'
       WHERE t.hash = '${GONE_HASH}' AND j.value ->> 'active' = 1`,
      json,
      runId,
    ),
    db
      .prepare(
        `INSERT INTO shop_products (seq_product) SELECT DISTINCT j.value ->> 'seqProduct' ${differing(SKUS, "?1")} ${DUE_PRODUCT}`,
      )
      .bind(json),
    db.prepare(wakeStockOf(`SELECT t.sku ${differing(SKUS, "?1")} AND t.active <> j.value ->> 'active'`)).bind(json),
    db
      .prepare(
        dueSharers(
          `SELECT t.ean AS old, j.value ->> 'ean' AS new, j.value ->> 'seqProduct' AS seq ${differing(SKUS, "?1")}
              AND (t.ean IS NOT j.value ->> 'ean' OR t.active IS NOT j.value ->> 'active')`,
        ),
      )
      .bind(json),
  ]);
  return [...laid, ...deskOfBarcodes(db, rows, now)];
}
