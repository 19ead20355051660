/** Whose a picture is: SKUs by their own name or by their barcode. */
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { skus } from "../schema/catalog.ts";

/**
 * The SKU of each name that the hub knows: `P919E1`, or an EAN. An EAN of several active SKUs belongs to the lowest
 * product and package.
 */
export async function skusByName(
  db: D1Database,
  names: { readonly skus: readonly string[]; readonly eans: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const [bySku, byEan] = await db.batch<{ name: string; sku: string }>([
    db
      .prepare(
        sqlText`SELECT j.value AS name, k.${skus.sku} FROM json_each(?1) AS j CROSS JOIN ${skus} AS k
           ON k.${skus.seqProduct} = CAST(substr(j.value, 2, instr(j.value, 'E') - 2) AS INTEGER) AND k.${skus.sku} = j.value`,
      )
      .bind(jsonRows(names.skus)),
    db
      .prepare(
        sqlText`SELECT j.value AS name, k.${skus.sku} FROM json_each(?1) AS j CROSS JOIN ${skus} AS k INDEXED BY skus_by_ean
           ON k.${skus.ean} = j.value AND k.${skus.active} = 1
        ORDER BY k.${skus.seqProduct} DESC, k.${skus.packageMilli} DESC`,
      )
      .bind(jsonRows(names.eans)),
  ]);
  return new Map([...(byEan?.results ?? []), ...(bySku?.results ?? [])].map(({ name, sku }) => [name, sku]));
}
