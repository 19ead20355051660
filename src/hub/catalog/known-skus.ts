/** How packages count in the ERP's unit: those of an order's lines, and those that lines without a product are mapped to. */
import type { SkuKey } from "../../rules/catalog/sku-key.ts";
import type { KnownSku } from "../../rules/orders/items/goods.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { products, skus } from "../schema/catalog.ts";
import { lineProducts } from "../schema/line-products.ts";
import { historyOf, readHistory } from "./sale-multiples.ts";

const SHOWN = historyOf(`k.${skus.seqProduct.name}`);

const KNOWN_SKUS = sqlText`SELECT k.${skus.sku}, k.${skus.packageMilli} AS packageMilli,
         CASE WHEN p.${products.weighed} = 1 THEN p.${products.multipleMilli} END AS multipleMilli,
         ${SHOWN} AS shown
    FROM (SELECT value ->> 'seqProduct' AS seqProduct, value ->> 'sku' AS sku FROM json_each(?1)
           UNION SELECT ${lineProducts.seqProduct}, ${lineProducts.sku} FROM ${lineProducts}
                  WHERE ${lineProducts.seqProduct} IS NOT NULL) AS wanted
    JOIN ${skus} AS k ON k.${skus.seqProduct} = wanted.seqProduct AND k.${skus.sku} = wanted.sku
    LEFT JOIN ${products} AS p ON p.${products.seqProduct} = k.${skus.seqProduct}`;

/** For a batch; `knownSkusOf` reads the result. */
export const knownSkus = (db: D1Database, wanted: readonly Pick<SkuKey, "seqProduct" | "sku">[]): D1PreparedStatement =>
  db.prepare(KNOWN_SKUS).bind(jsonRows(wanted));

type Row = Omit<KnownSku, "shown"> & { readonly sku: string; readonly shown: string };

/** SKU → how it counts. */
export const knownSkusOf = (result: D1Result | undefined): ReadonlyMap<string, KnownSku> =>
  new Map(
    ((result?.results ?? []) as readonly Row[]).map(({ sku, shown, ...row }) => [
      sku,
      { ...row, shown: readHistory(shown) },
    ]),
  );
