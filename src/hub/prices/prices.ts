import type { ErpPriceRow, PriceTable } from "../../rules/prices/price-row.ts";
import type { Deactivation } from "../../rules/record/record-outcome.ts";
import { sqlText } from "../d1/sql-text.ts";
import { DELISTED_HASH, type DelistingRule } from "../loads/missing-records.ts";
import { differing, deactivateRows, upsertRows, type UpsertTable } from "../d1/upsert-page.ts";
import { markStockDueEverywhere } from "../stock/erp-stock.ts";
import { prices, priceTargets, shopPrices } from "../schema/prices.ts";
import { DUE_RESET } from "./shop-prices.ts";

const PRICES: UpsertTable = {
  table: prices,
  keys: { company: prices.company, segment: prices.segment, sku: prices.sku },
  columns: {
    seqProduct: prices.seqProduct,
    normalCents: prices.normalCents,
    promoCents: prices.promoCents,
    promoFrom: prices.promoFrom,
    promoUntil: prices.promoUntil,
    onSale: prices.onSale,
    promosLater: prices.promosLater,
    offers: prices.offers,
  },
};

const INSERT_SHOP_PRICE = sqlText`INSERT INTO ${shopPrices} (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku})`;
const DUE_PRICE = sqlText`ON CONFLICT (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}) DO UPDATE SET ${DUE_RESET}`;

export const PRICES_DELISTING: DelistingRule = {
  live: sqlText`SELECT ${prices.sku} AS key FROM ${prices}
    WHERE ${prices.company} = ?2 AND ${prices.segment} = ?3 AND ${prices.onSale} = 1`,
  switchOff: (delisted) => [
    sqlText`${INSERT_SHOP_PRICE}
     SELECT p.${priceTargets.target}, e.${prices.seqProduct}, g.key
       FROM (${delisted}) AS g
       JOIN ${prices} AS e ON e.${prices.company} = ?2 AND e.${prices.segment} = ?3 AND e.${prices.sku} = g.key
       JOIN ${priceTargets} AS p ON p.${priceTargets.company} = ?2 AND p.${priceTargets.segment} = ?3
      WHERE true ${DUE_PRICE}`,
    markStockDueEverywhere(delisted),
    sqlText`UPDATE ${prices} SET ${prices.onSale} = 0, ${prices.hash} = '${DELISTED_HASH}'
      WHERE ${prices.company} = ?2 AND ${prices.segment} = ?3 AND ${prices.sku} IN (${delisted})`,
  ],
};

// A SKU without a price counts as for sale. So a first price that is off sale changes it, and a price on sale beside
// one off sale does too.
const SWITCHES = sqlText`(t.${prices.onSale} <> j.value ->> 'onSale'
  OR (t.${prices.sku} IS NULL AND (j.value ->> 'onSale' = 0 OR EXISTS (
  SELECT 1 FROM ${priceTargets} AS y
   CROSS JOIN ${prices} AS x ON x.${prices.company} = y.${priceTargets.company} AND x.${prices.segment} = y.${priceTargets.segment}
          AND x.${prices.sku} = j.value ->> 'sku'
   WHERE y.${priceTargets.company} = j.value ->> 'company' AND x.${prices.onSale} = 0))))`;

/** Stores a page of one company's and segment's prices. A changed price becomes due at each of its targets. */
export function upsertPrices(
  db: D1Database,
  runId: string,
  table: PriceTable,
  rows: readonly ErpPriceRow[],
  offs: readonly Deactivation[],
): D1PreparedStatement[] {
  const targets = sqlText`JOIN ${priceTargets} AS p ON p.${priceTargets.company} = ?2 AND p.${priceTargets.segment} = ?3`;
  return [
    ...upsertRows(db, PRICES, runId, rows, (json) => [
      db
        .prepare(
          sqlText`${INSERT_SHOP_PRICE}
           SELECT p.${priceTargets.target}, j.value ->> 'seqProduct', j.value ->> 'sku'
           ${differing(PRICES, "?1", targets)} ${DUE_PRICE}`,
        )
        .bind(json, table.company, table.segment),
      db
        .prepare(markStockDueEverywhere(sqlText`SELECT j.value ->> 'sku' ${differing(PRICES, "?1")} AND ${SWITCHES}`))
        .bind(json),
    ]),
    ...deactivateRows(
      db,
      {
        table: prices,
        flag: prices.onSale,
        where: sqlText`t.${prices.company} = ?2 AND t.${prices.segment} = ?3 AND t.${prices.sku} = j.value ->> 'key'`,
        parameters: [table.company, table.segment],
      },
      runId,
      offs,
      (from, parameters) => [
        db
          .prepare(
            sqlText`${INSERT_SHOP_PRICE}
             SELECT p.${priceTargets.target}, t.${prices.seqProduct}, t.${prices.sku} ${from(targets)} ${DUE_PRICE}`,
          )
          .bind(...parameters),
        db
          .prepare(markStockDueEverywhere(sqlText`SELECT t.${prices.sku} ${from()} AND t.${prices.onSale} = 1`))
          .bind(...parameters),
      ],
    ),
  ];
}
