import type { SkuRow } from "../catalog/sku-row.ts";
import { differing, type LaidTable, layRows } from "./lay.ts";
import { DUE_PRODUCT } from "./products.ts";

const SKUS: LaidTable = {
  name: "skus",
  keys: { seq_product: "seqProduct", sku: "sku" },
  columns: {
    package_milli: "packageMilli",
    package_name: "packageName",
    ean: "ean",
    active: "active",
    weight_g: "weightG",
    width_mm: "widthMm",
    height_mm: "heightMm",
    length_mm: "lengthMm",
  },
};

/** A page of SKUs. A changed one makes its product due; its package never changes, being part of its key. */
export function laySkus(db: D1Database, runId: string, rows: readonly SkuRow[]): D1PreparedStatement[] {
  return layRows(db, SKUS, runId, rows, (json) => [
    db
      .prepare(
        `INSERT INTO shop_products (seq_product) SELECT DISTINCT j.value ->> 'seqProduct' ${differing(SKUS, "?1")} ${DUE_PRODUCT}`,
      )
      .bind(json),
  ]);
}
