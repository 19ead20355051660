/** The operator's mapping of lines that are no product of the ERP, and of gifts. */
import type { LineKind, LineProduct } from "../../rules/orders/items/line-products.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { plain } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { lineProducts } from "../schema/line-products.ts";

const OF_ROW = ["kind", "name", "sku", "priceCents"] as const;

export const readLineProducts = (db: D1Database): Promise<readonly LineProduct[]> =>
  plain(db)
    .select({
      kind: lineProducts.kind,
      name: lineProducts.name,
      sku: lineProducts.sku,
      priceCents: lineProducts.priceCents,
    })
    .from(lineProducts)
    .orderBy(lineProducts.kind, lineProducts.name);

/** The same for a batch. */
export const LINE_PRODUCTS = sqlText`SELECT ${columnList(lineProducts, OF_ROW)} FROM ${lineProducts}`;

/** A row to store. */
export interface LineProductRow {
  readonly kind: LineKind;
  readonly name: string;
  /** Null deletes the row. */
  readonly sku: string | null;
  readonly priceCents: number;
}

/** Statements that store mappings. Rows that are not named do not change. */
export function saveLineProducts(db: D1Database, given: readonly LineProductRow[]): readonly D1PreparedStatement[] {
  const rows = jsonRows(given.map((row) => ({ ...row, seqProduct: parseSku(row.sku ?? "")?.seqProduct ?? null })));
  const { kind, name, sku, seqProduct, priceCents } = lineProducts;
  return [
    db
      .prepare(
        sqlText`DELETE FROM ${lineProducts} WHERE (${kind}, ${name}) IN
          (SELECT value ->> 'kind', value ->> 'name' FROM json_each(?1) WHERE value ->> 'sku' IS NULL)`,
      )
      .bind(rows),
    db
      .prepare(
        sqlText`INSERT INTO ${lineProducts} (${kind}, ${name}, ${sku}, ${seqProduct}, ${priceCents})
         SELECT value ->> 'kind', value ->> 'name', value ->> 'sku', value ->> 'seqProduct', value ->> 'priceCents'
           FROM json_each(?1) WHERE value ->> 'sku' IS NOT NULL
             ON CONFLICT (${kind}, ${name}) DO UPDATE SET ${sku} = excluded.${sku},
                ${seqProduct} = excluded.${seqProduct}, ${priceCents} = excluded.${priceCents}`,
      )
      .bind(rows),
  ];
}
