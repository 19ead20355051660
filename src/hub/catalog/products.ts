import type { ErpProductRow } from "../../rules/catalog/product.ts";
import type { Deactivation } from "../../rules/record/record-outcome.ts";
import { DELISTED_HASH, type DelistingRule } from "../loads/missing-records.ts";
import { differing, deactivateRows, upsertRows, type UpsertTable } from "../d1/upsert-page.ts";
import { markStockDueEverywhere } from "../stock/erp-stock.ts";
import { sqlText } from "../d1/sql-text.ts";
import { products, skus } from "../schema/catalog.ts";
import { markSpecificationsDue } from "../images/specification-marks.ts";
import { replaceErpSimilars } from "./similars.ts";
import { loads, runs } from "../schema/loads.ts";
import { shopMedia } from "../schema/images.ts";
import { priceTargets, shopPrices } from "../schema/prices.ts";
import { shopProducts } from "../schema/shop.ts";

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
    titled: products.titled,
    shortName: products.shortName,
    similars: products.similars,
    saleLimitMilli: products.saleLimitMilli,
  },
};

/** SET of a product that becomes due for the catalogue lane; a postponed one is retried. */
export const DUE_RESET = sqlText`${shopProducts.version} = ${shopProducts}.${shopProducts.version} + 1,
  ${shopProducts.due} = 1, ${shopProducts.attempts} = 0, ${shopProducts.notBefore} = 0`;
/** @param seqProducts a query with one column */
export const markProductsDue = (seqProducts: string): string =>
  sqlText`UPDATE ${shopProducts} SET ${DUE_RESET} WHERE ${shopProducts.seqProduct} IN (${seqProducts})`;
/** Pictures bear the title as their text. @param seqProducts a query with one column */
export const markMediaDue = (seqProducts: string): string =>
  sqlText`UPDATE ${shopMedia} SET ${shopMedia.version} = ${shopMedia.version} + 1, ${shopMedia.due} = 1,
    ${shopMedia.attempts} = 0, ${shopMedia.notBefore} = 0
    WHERE ${shopMedia.due} <> 2 AND ${shopMedia.seqProduct} IN (${seqProducts})`;
/** The same for products that may be new to the publish. */
export const DUE_PRODUCT = sqlText`ON CONFLICT (${shopProducts.seqProduct}) DO UPDATE SET ${DUE_RESET}`;

export const PRODUCTS_DELISTING: DelistingRule = {
  live: sqlText`SELECT CAST(${products.seqProduct} AS TEXT) AS key FROM ${products} WHERE ${products.active} = 1`,
  switchOff: (delisted) => [
    markProductsDue(`SELECT CAST(key AS INTEGER) FROM (${delisted})`),
    markStockDueEverywhere(skusOf(`SELECT CAST(key AS INTEGER) FROM (${delisted})`)),
    sqlText`UPDATE ${products} SET ${products.active} = 0, ${products.hash} = '${DELISTED_HASH}'
      WHERE ${products.seqProduct} IN (SELECT CAST(key AS INTEGER) FROM (${delisted}))`,
  ],
};

/**
 * Records that return after a delisting: their prices and stock keep their old date-times in the ERP. Both are
 * therefore read in full again, unless that was done within the day. For use before the rows' upsert.
 * @param returned FROM and WHERE over the given rows `?1` that are delisted in the hub; `?2` is the run
 */
export function restoreReturned(db: D1Database, returned: string, json: string, runId: string): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${loads} SET ${loads.fullWanted} = 1
        WHERE ${loads.name} IN ('prices', 'stock') AND ${loads.fullWanted} = 0
          AND ${loads.fullAt} < (SELECT ${runs.startedAt} FROM ${runs} WHERE ${runs.id} = ?2) - 86400000
          AND EXISTS (SELECT 1 ${returned})`,
    )
    .bind(json, runId);
}

const skusOf = (seqProducts: string): string =>
  sqlText`SELECT ${skus.sku} FROM ${skus} WHERE ${skus.seqProduct} IN (${seqProducts})`;

/**
 * Stores a page of products. A changed product becomes due in the catalogue; a new sale multiple also makes its stock
 * and prices due.
 * @param isFull false: the run asks for what changed only
 */
export function upsertProducts(
  db: D1Database,
  runId: string,
  rows: readonly ErpProductRow[],
  offs: readonly Deactivation[],
  isFull = true,
): D1PreparedStatement[] {
  const resized = sqlText`SELECT t.${products.seqProduct} FROM json_each(?1) AS j JOIN ${products} AS t
    ON t.${products.seqProduct} = j.value ->> 'seqProduct'
                    WHERE t.${products.multipleMilli} IS NOT j.value ->> 'multipleMilli'`;
  return [
    ...upsertRows(db, PRODUCTS, runId, rows, (json) => [
      restoreReturned(
        db,
        sqlText`FROM json_each(?1) AS j CROSS JOIN ${products} AS t
          ON t.${products.seqProduct} = j.value ->> 'seqProduct'
         WHERE t.${products.hash} = '${DELISTED_HASH}' AND j.value ->> 'active' = 1`,
        json,
        runId,
      ),
      db
        .prepare(
          sqlText`INSERT INTO ${shopProducts} (${shopProducts.seqProduct})
            SELECT j.value ->> 'seqProduct' ${differing(PRODUCTS, "?1")} ${DUE_PRODUCT}`,
        )
        .bind(json),
      // Pictures bear the title as their text. Due ones count too: the lane may have read the old title a moment ago.
      db
        .prepare(
          markMediaDue(sqlText`SELECT t.${products.seqProduct} FROM json_each(?1) AS j JOIN ${products} AS t
                  ON t.${products.seqProduct} = j.value ->> 'seqProduct'
               WHERE t.${products.title} <> j.value ->> 'title' OR t.${products.titled} <> j.value ->> 'titled'`),
        )
        .bind(json),
      // Their metafields: the list, the limit, and what a unit takes of the limit.
      db
        .prepare(
          markSpecificationsDue(sqlText`SELECT j.value ->> 'seqProduct' ${differing(PRODUCTS, "?1")}
            AND (t.${products.similars} IS NOT j.value ->> 'similars'
              OR t.${products.saleLimitMilli} IS NOT j.value ->> 'saleLimitMilli'
              OR (j.value ->> 'saleLimitMilli' IS NOT NULL AND (t.${products.weighed} IS NOT j.value ->> 'weighed'
                OR t.${products.multipleMilli} IS NOT j.value ->> 'multipleMilli')))`),
        )
        .bind(json),
      ...replaceErpSimilars(
        db,
        (join) => sqlText`${differing(PRODUCTS, "?1", join)} AND t.${products.similars} IS NOT j.value ->> 'similars'`,
        json,
      ),
      // What changes a product may change its SKUs' names, and their records keep their dates: they are read again.
      db
        .prepare(
          sqlText`UPDATE ${loads} SET ${loads.fullWanted} = 1 WHERE ${loads.name} = 'skus' AND ${loads.fullWanted} = 0
            AND EXISTS (SELECT 1 FROM json_each(?1) AS j CROSS JOIN ${skus} AS k
                ON k.${skus.seqProduct} = j.value ->> 'seqProduct' AND k.${skus.name} <> COALESCE(j.value ->> 'shortName', '')
               WHERE j.value ->> 'titled' = 0
                 AND ((SELECT p.${products.hash} FROM ${products} AS p WHERE p.${products.seqProduct} = j.value ->> 'seqProduct') IS NOT j.value ->> 'hash'
                      -- In a run of changes an equal record changed in what it does not have: its Nome E-Commerce.
                      OR ?2 = 0))`,
        )
        .bind(json, isFull ? 1 : 0),
      // A SKU's name that repeats the product's is not its own: the record of the SKU does not change with the product's.
      db
        .prepare(
          sqlText`UPDATE ${skus} SET ${skus.name} = NULL WHERE (${skus.seqProduct}, ${skus.sku}) IN (
            SELECT k.${skus.seqProduct}, k.${skus.sku}
            ${differing(
              PRODUCTS,
              "?1",
              sqlText`CROSS JOIN ${skus} AS k ON k.${skus.seqProduct} = j.value ->> 'seqProduct'
              AND k.${skus.name} IN (t.${products.shortName}, j.value ->> 'shortName')`,
            )})`,
        )
        .bind(json),
      db
        .prepare(markStockDueEverywhere(skusOf(sqlText`${resized} OR t.${products.active} <> j.value ->> 'active'`)))
        .bind(json),
      db
        .prepare(
          sqlText`UPDATE ${shopPrices} SET ${shopPrices.version} = ${shopPrices.version} + 1, ${shopPrices.due} = 1,
            ${shopPrices.attempts} = 0, ${shopPrices.notBefore} = 0
            WHERE ${shopPrices.target} IN (SELECT ${shopPrices.target} FROM ${priceTargets})
              AND ${shopPrices.seqProduct} IN (${resized})`,
        )
        .bind(json),
    ]),
    ...deactivateRows(
      db,
      {
        table: products,
        flag: products.active,
        where: sqlText`t.${products.seqProduct} = CAST(j.value ->> 'key' AS INTEGER)`,
        parameters: [],
      },
      runId,
      offs,
      (from, parameters) => [
        db
          .prepare(
            sqlText`INSERT INTO ${shopProducts} (${shopProducts.seqProduct})
              SELECT t.${products.seqProduct} ${from()} ${DUE_PRODUCT}`,
          )
          .bind(...parameters),
        db
          .prepare(
            markStockDueEverywhere(
              skusOf(sqlText`SELECT t.${products.seqProduct} ${from()} AND t.${products.active} = 1`),
            ),
          )
          .bind(...parameters),
      ],
    ),
  ];
}
