import type { ErpBrandRow } from "../../rules/catalog/brand.ts";
import type { Deactivation } from "../../rules/record/record-outcome.ts";
import { DELISTED_HASH, type DelistingRule } from "../loads/missing-records.ts";
import { differing, deactivateRows, upsertRows, type UpsertTable } from "../d1/upsert-page.ts";
import { markProductsDue } from "./products.ts";
import { sqlText } from "../d1/sql-text.ts";
import { brands, products } from "../schema/catalog.ts";

const BRANDS: UpsertTable = {
  table: brands,
  keys: { seqBrand: brands.seqBrand },
  columns: { name: brands.name, active: brands.active },
};

/** @param changed a query with one column, `seq`. CROSS JOIN: the few changed brands first, then their products by index. */
const dueOfBrands = (changed: string) =>
  markProductsDue(
    sqlText`SELECT p.${products.seqProduct} FROM (${changed}) AS b
      CROSS JOIN ${products} AS p ON p.${products.seqBrand} = b.seq`,
  );

export const BRANDS_DELISTING: DelistingRule = {
  live: sqlText`SELECT CAST(${brands.seqBrand} AS TEXT) AS key FROM ${brands} WHERE ${brands.active} = 1`,
  switchOff: (delisted) => [
    dueOfBrands(`SELECT CAST(key AS INTEGER) AS seq FROM (${delisted})`),
    sqlText`UPDATE ${brands} SET ${brands.active} = 0, ${brands.hash} = '${DELISTED_HASH}'
      WHERE ${brands.seqBrand} IN (SELECT CAST(key AS INTEGER) FROM (${delisted}))`,
  ],
};

/** Stores a page of brands. The products of a changed brand become due, because the brand is their vendor. */
export function upsertBrands(
  db: D1Database,
  runId: string,
  rows: readonly ErpBrandRow[],
  offs: readonly Deactivation[],
): D1PreparedStatement[] {
  return [
    ...upsertRows(db, BRANDS, runId, rows, (json) => [
      db.prepare(dueOfBrands(`SELECT j.value ->> 'seqBrand' AS seq ${differing(BRANDS, "?1")}`)).bind(json),
    ]),
    ...deactivateRows(
      db,
      {
        table: brands,
        flag: brands.active,
        where: sqlText`t.${brands.seqBrand} = CAST(j.value ->> 'key' AS INTEGER)`,
        parameters: [],
      },
      runId,
      offs,
      (from, parameters) => [
        db.prepare(dueOfBrands(sqlText`SELECT t.${brands.seqBrand} AS seq ${from()}`)).bind(...parameters),
      ],
    ),
  ];
}
