import type { ProductRow } from "../../rules/catalog/product.ts";
import type { Off } from "../../rules/record/record-outcome.ts";
import { GONE_HASH, type GoneTable } from "../loads/missing-records.ts";
import { differing, layOff, layRows, type UpsertTable, wakeStockOf } from "../d1/upsert-page.ts";
import { products } from "../schema/catalog.ts";

const PRODUCTS: UpsertTable = {
  table: products,
  keys: { seqProduct: products.seqProduct },
  columns: {
    title: products.title,
    description: products.description,
    seqBrand: products.seqBrand,
    seqCategory: products.seqCategory,
    keywords: products.keywords,
    weighed: products.weighed,
    multipleMilli: products.multipleMilli,
    active: products.active,
  },
};

/** SET of a product that is due for the catalogue publish; one that was put off is tried again. */
export const DUE_AGAIN = "version = shop_products.version + 1, due = 1, attempts = 0, not_before = 0";
/** The same for products that may be new to the publish. */
export const DUE_PRODUCT = `ON CONFLICT (seq_product) DO UPDATE SET ${DUE_AGAIN}`;

export const PRODUCTS_GONE: GoneTable = {
  live: "SELECT CAST(seq_product AS TEXT) AS key FROM products WHERE active = 1",
  switchOff: (gone) => [
    `UPDATE shop_products SET ${DUE_AGAIN} WHERE seq_product IN (SELECT CAST(key AS INTEGER) FROM (${gone}))`,
    wakeStockOf(skusOf(`SELECT CAST(key AS INTEGER) FROM (${gone})`)),
    `UPDATE products SET active = 0, hash = '${GONE_HASH}'
      WHERE seq_product IN (SELECT CAST(key AS INTEGER) FROM (${gone}))`,
  ],
};

/**
 * Goods that come back after they were gone: their prices and stock keep their old date-times in the ERP, so both are read
 * in full again, unless that was done within the day. For use before the rows' upsert.
 * @param returned FROM and WHERE over the given rows `?1` that are in the hub as gone; `?2` is the run
 */
export function readAgainReturned(db: D1Database, returned: string, json: string, runId: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE loads SET full_wanted = 1
        WHERE name IN ('prices', 'stock') AND full_wanted = 0
          AND full_at < (SELECT started_at FROM runs WHERE id = ?2) - 86400000 AND EXISTS (SELECT 1 ${returned})`,
    )
    .bind(json, runId);
}

const skusOf = (products: string): string => `SELECT sku FROM skus WHERE seq_product IN (${products})`;

/** A page of products. A changed one is due in the catalogue; a new sale multiple changes its stock and prices as well. */
export function layProducts(
  db: D1Database,
  runId: string,
  rows: readonly ProductRow[],
  offs: readonly Off[],
): D1PreparedStatement[] {
  const resized = `SELECT t.seq_product FROM json_each(?1) AS j JOIN products AS t ON t.seq_product = j.value ->> 'seqProduct'
                    WHERE t.multiple_milli IS NOT j.value ->> 'multipleMilli'`;
  return [
    ...layRows(db, PRODUCTS, runId, rows, (json) => [
      readAgainReturned(
        db,
        `FROM json_each(?1) AS j CROSS JOIN products AS t ON t.seq_product = j.value ->> 'seqProduct'
         WHERE t.hash = '${GONE_HASH}' AND j.value ->> 'active' = 1`,
        json,
        runId,
      ),
      db
        .prepare(
          `INSERT INTO shop_products (seq_product) SELECT j.value ->> 'seqProduct' ${differing(PRODUCTS, "?1")} ${DUE_PRODUCT}`,
        )
        .bind(json),
      db.prepare(wakeStockOf(skusOf(`${resized} OR t.active <> j.value ->> 'active'`))).bind(json),
      db
        .prepare(
          `UPDATE shop_prices SET version = version + 1, due = 1, attempts = 0, not_before = 0
            WHERE target IN (SELECT target FROM price_targets) AND seq_product IN (${resized})`,
        )
        .bind(json),
    ]),
    ...layOff(
      db,
      {
        table: products,
        flag: products.active,
        where: "t.seq_product = CAST(j.value ->> 'key' AS INTEGER)",
        parameters: [],
      },
      runId,
      offs,
      (from, parameters) => [
        db
          .prepare(`INSERT INTO shop_products (seq_product) SELECT t.seq_product ${from()} ${DUE_PRODUCT}`)
          .bind(...parameters),
        db.prepare(wakeStockOf(skusOf(`SELECT t.seq_product ${from()} AND t.active = 1`))).bind(...parameters),
      ],
    ),
  ];
}
