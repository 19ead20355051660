/** Packages for the console's search: by SKU, product number, EAN, or the beginning of the name. */
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { products, skus } from "../schema/catalog.ts";

export interface FoundSku {
  readonly sku: string;
  readonly seqProduct: number;
  readonly title: string | null;
  readonly packageName: string;
  readonly ean: string | null;
  /** Both the package and its product are integrated with the e-commerce. */
  readonly active: boolean;
}

const FOUND_MAX = 50;
/** Products whose packages are listed, of those whose name begins so. */
const PRODUCTS_MAX = 25;
const LAST = "\u{10FFFF}";

/** @param text as typed: "P4471E1", "P4471", "4471", "7890000044714", "café" */
export async function findSkus(db: D1Database, text: string): Promise<readonly FoundSku[]> {
  const typed = text.trim().slice(0, 100);
  if (typed === "") return [];
  const key = parseSku(typed);
  const number = /^P?(\d{1,15})$/i.exec(typed)?.[1];
  const seqProduct = key?.seqProduct ?? (number === undefined ? null : Number(number));
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(skus, ["sku", "seqProduct", "packageName", "ean"], "k")}, p.${products.title},
              k.${skus.active} = 1 AND coalesce(p.${products.active}, 0) = 1 AS active
         FROM (SELECT ${skus.seqProduct} AS seq, ${skus.sku} AS sku FROM ${skus} WHERE ${skus.seqProduct} = ?1 AND (?2 IS NULL OR ${skus.sku} = ?2)
               UNION SELECT ${skus.seqProduct}, ${skus.sku} FROM ${skus} INDEXED BY skus_by_ean WHERE ${skus.ean} = ?3
               UNION SELECT k.${skus.seqProduct}, k.${skus.sku}
                       FROM (SELECT ${products.seqProduct} AS seq FROM ${products} INDEXED BY products_by_title
                              WHERE ${products.title} COLLATE NOCASE >= ?4 AND ${products.title} COLLATE NOCASE < ?5
                              ORDER BY ${products.title} COLLATE NOCASE LIMIT ${PRODUCTS_MAX}) AS named
                       CROSS JOIN ${skus} AS k ON k.${skus.seqProduct} = named.seq) AS f
         CROSS JOIN ${skus} AS k ON k.${skus.seqProduct} = f.seq AND k.${skus.sku} = f.sku
         LEFT JOIN ${products} AS p ON p.${products.seqProduct} = k.${skus.seqProduct}
        ORDER BY p.${products.title}, k.${skus.packageMilli} LIMIT ${FOUND_MAX}`,
    )
    .bind(seqProduct, key?.sku ?? null, typed, typed, typed + LAST)
    .all<Omit<FoundSku, "active"> & { readonly active: number }>();
  return results.map(({ active, ...row }) => ({ ...row, active: active === 1 }));
}
