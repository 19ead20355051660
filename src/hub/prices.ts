import type { PriceRow, PriceTable } from "../catalog/price-row.ts";
import type { Off } from "../catalog/remark.ts";
import { parseSku } from "../catalog/sku-key.ts";
import { differing, type LaidTable, layOff, layRows } from "./lay.ts";

const PRICES: LaidTable = {
  name: "prices",
  keys: { company: "company", segment: "segment", sku: "sku" },
  columns: {
    normal_cents: "normalCents",
    promo_cents: "promoCents",
    promo_from: "promoFrom",
    promo_until: "promoUntil",
    on_sale: "onSale",
  },
};

const DUE_PRICE = `ON CONFLICT (target, seq_product, sku) DO UPDATE
  SET version = shop_prices.version + 1, due = 1, attempts = 0, not_before = 0`;

/** A page of one company's and segment's prices. A changed one is due at every price target it is mapped to. */
export function layPrices(
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
    ...layRows(db, PRICES, runId, rows, (json) => [
      db
        .prepare(
          `INSERT INTO shop_prices (target, seq_product, sku)
           SELECT p.target, j.value ->> 'seqProduct', j.value ->> 'sku'
           ${differing(PRICES, "?1", targets)} ${DUE_PRICE}`,
        )
        .bind(json, table.company, table.segment),
    ]),
    ...layOff(
      db,
      {
        name: "prices",
        flag: "on_sale",
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
      ],
    ),
  ];
}
