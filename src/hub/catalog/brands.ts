import type { BrandRow } from "../../rules/catalog/brand.ts";
import type { Off } from "../../rules/record/record-outcome.ts";
import { GONE_HASH, type GoneTable } from "../loads/missing-records.ts";
import { differing, layOff, layRows, type UpsertTable } from "../d1/upsert-page.ts";
import { brands } from "../schema/catalog.ts";
import { DUE_AGAIN } from "./products.ts";

const BRANDS: UpsertTable = {
  table: brands,
  keys: { seqBrand: brands.seqBrand },
  columns: { name: brands.name, active: brands.active },
};

/** @param brands a query with one column, `seq`. CROSS JOIN: the few changed brands first, then their products by index. */
const dueOfBrands = (brands: string) =>
  `UPDATE shop_products SET ${DUE_AGAIN}
    WHERE seq_product IN (SELECT p.seq_product FROM (${brands}) AS b CROSS JOIN products AS p ON p.seq_brand = b.seq)`;

export const BRANDS_GONE: GoneTable = {
  live: "SELECT CAST(seq_brand AS TEXT) AS key FROM brands WHERE active = 1",
  switchOff: (gone) => [
    dueOfBrands(`SELECT CAST(key AS INTEGER) AS seq FROM (${gone})`),
    `UPDATE brands SET active = 0, hash = '${GONE_HASH}' WHERE seq_brand IN (SELECT CAST(key AS INTEGER) FROM (${gone}))`,
  ],
};

/** A page of brands. The products of a changed one are due in the catalogue: it is their vendor. */
export function layBrands(
  db: D1Database,
  runId: string,
  rows: readonly BrandRow[],
  offs: readonly Off[],
): D1PreparedStatement[] {
  return [
    ...layRows(db, BRANDS, runId, rows, (json) => [
      db.prepare(dueOfBrands(`SELECT j.value ->> 'seqBrand' AS seq ${differing(BRANDS, "?1")}`)).bind(json),
    ]),
    ...layOff(
      db,
      { table: brands, flag: brands.active, where: "t.seq_brand = CAST(j.value ->> 'key' AS INTEGER)", parameters: [] },
      runId,
      offs,
      (from, parameters) => [db.prepare(dueOfBrands(`SELECT t.seq_brand AS seq ${from()}`)).bind(...parameters)],
    ),
  ];
}
