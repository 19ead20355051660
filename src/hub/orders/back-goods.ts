import { parseSku } from "../../rules/catalog/sku-key.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { products, skus } from "../schema/catalog.ts";
import { shopVariants } from "../schema/shop.ts";

/** What the hub knows of goods that the ERP billed. */
export interface BackGoods {
  readonly title: string | null;
  /** Null: Shopify has no such variant. */
  readonly variantGid: string | null;
  readonly packageMilli: number;
  readonly multipleMilli: number | null;
}

/** By SKU; one that the hub has never read is left out. */
export async function readBackGoods(
  db: D1Database,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, BackGoods>> {
  const keys = wanted.flatMap((sku) => parseSku(sku) ?? []).map(({ seqProduct, sku }) => ({ seqProduct, sku }));
  const { results } = await db
    .prepare(
      sqlText`SELECT k.${skus.sku}, k.${skus.packageMilli} AS packageMilli, p.${products.title},
              CASE WHEN p.${products.weighed} = 1 THEN p.${products.multipleMilli} END AS multipleMilli,
              v.${shopVariants.variantGid} AS variantGid
         FROM json_each(?1) wanted
         JOIN ${skus} AS k ON k.${skus.seqProduct} = wanted.value ->> 'seqProduct' AND k.${skus.sku} = wanted.value ->> 'sku'
         LEFT JOIN ${products} AS p ON p.${products.seqProduct} = k.${skus.seqProduct}
         LEFT JOIN ${shopVariants} AS v ON v.${shopVariants.seqProduct} = k.${skus.seqProduct} AND v.${shopVariants.sku} = k.${skus.sku}`,
    )
    .bind(jsonRows(keys))
    .all<BackGoods & { readonly sku: string }>();
  return new Map(results.map(({ sku, ...goods }) => [sku, goods]));
}
