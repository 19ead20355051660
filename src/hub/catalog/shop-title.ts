import { sqlText } from "../d1/sql-text.ts";
import { products, skus } from "../schema/catalog.ts";

/**
 * SQL: the ERP's name of product `p` for the shop. A name written for the shop comes first, then the first name of its
 * SKUs, then the name of the ERP's own screens: the order of the vendor's export.
 */
export const SHOP_TITLE = sqlText`CASE WHEN p.${products.titled} = 1 THEN p.${products.title} ELSE COALESCE(
  (SELECT n.${skus.name} FROM ${skus} AS n
    WHERE n.${skus.seqProduct} = p.${products.seqProduct} AND n.${skus.active} = 1 AND n.${skus.name} IS NOT NULL
    ORDER BY n.${skus.packageMilli}, n.${skus.sku} LIMIT 1), p.${products.title}) END`;
