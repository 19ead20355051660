import type { PriceRow, PriceTable } from "../../rules/prices/price-row.ts";
import type { Off } from "../../rules/record/record-outcome.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { DELISTED_HASH, type DelistingRule } from "../loads/missing-records.ts";
import { differing, deactivateRows, upsertRows, type UpsertTable, markStockDueEverywhere } from "../d1/upsert-page.ts";
import { prices } from "../schema/prices.ts";

const PRICES: UpsertTable = {
  table: prices,
  keys: { company: prices.company, segment: prices.segment, sku: prices.sku },
  columns: {
    normalCents: prices.normalCents,
    promoCents: prices.promoCents,
    promoFrom: prices.promoFrom,
    promoUntil: prices.promoUntil,
    onSale: prices.onSale,
  },
};

const DUE_PRICE = `ON CONFLICT (target, seq_product, sku) DO UPDATE
  SET version = shop_prices.version + 1, due = 1, attempts = 0, not_before = 0`;

export const PRICES_DELISTING: DelistingRule = {
  live: "SELECT sku AS key FROM prices WHERE company = ?2 AND segment = ?3 AND on_sale = 1",
  switchOff: (gone) => [
    `INSERT INTO shop_prices (target, seq_product, sku)
     SELECT p.target, CAST(substr(g.key, 2, instr(g.key, 'E') - 2) AS INTEGER), g.key
       FROM (${gone}) AS g JOIN price_targets AS p ON p.company = ?2 AND p.segment = ?3
      WHERE true ${DUE_PRICE}`,
    markStockDueEverywhere(gone),
    `UPDATE prices SET on_sale = 0, hash = '${DELISTED_HASH}' WHERE company = ?2 AND segment = ?3 AND sku IN (${gone})`,
  ],
};

// A SKU without a price counts as for sale, so a first price that is off switches it, and one that is on beside one that is off.
const SWITCHES = `(t.on_sale <> j.value ->> 'onSale' OR (t.sku IS NULL AND (j.value ->> 'onSale' = 0 OR EXISTS (
  SELECT 1 FROM price_targets AS y CROSS JOIN prices AS x ON x.company = y.company AND x.segment = y.segment AND x.sku = j.value ->> 'sku'
   WHERE y.company = j.value ->> 'company' AND x.on_sale = 0))))`;

/** A page of one company's and segment's prices. A changed one is due at every price target it is mapped to. */
export function upsertPrices(
  db: D1Database,
  runId: string,
  table: PriceTable,
  rows: readonly PriceRow[],
  offs: readonly Off[],
): D1PreparedStatement[] {
  const targets = "JOIN price_targets AS p ON p.company = ?2 AND p.segment = ?3";
  // What is switched off names its SKU only; the product's number is part of that name.
  const known = offs.map((off) => ({ ...off, seqProduct: parseSku(off.key)?.seqProduct ?? 0 }));
  return [
    ...upsertRows(db, PRICES, runId, rows, (json) => [
      db
        .prepare(
          `INSERT INTO shop_prices (target, seq_product, sku)
           SELECT p.target, j.value ->> 'seqProduct', j.value ->> 'sku'
           ${differing(PRICES, "?1", targets)} ${DUE_PRICE}`,
        )
        .bind(json, table.company, table.segment),
      db
        .prepare(markStockDueEverywhere(`SELECT j.value ->> 'sku' ${differing(PRICES, "?1")} AND ${SWITCHES}`))
        .bind(json),
    ]),
    ...deactivateRows(
      db,
      {
        table: prices,
        flag: prices.onSale,
        where: "t.company = ?2 AND t.segment = ?3 AND t.sku = j.value ->> 'key'",
        parameters: [table.company, table.segment],
      },
      runId,
      known,
      (from, parameters) => [
        db
          .prepare(
            `INSERT INTO shop_prices (target, seq_product, sku)
             SELECT p.target, j.value ->> 'seqProduct', t.sku ${from(targets)} ${DUE_PRICE}`,
          )
          .bind(...parameters),
        db.prepare(markStockDueEverywhere(`SELECT t.sku ${from()} AND t.on_sale = 1`)).bind(...parameters),
      ],
    ),
  ];
}
