/** What makes a product's metafields due. */
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { similars } from "../schema/catalog.ts";
import { shopSpecifications } from "../schema/images.ts";

const DUE_RESET = sqlText`${shopSpecifications.due} = 1, ${shopSpecifications.version} = ${shopSpecifications}.${shopSpecifications.version} + 1,
  ${shopSpecifications.attempts} = 0, ${shopSpecifications.notBefore} = 0`;

/**
 * The specifications of these products are due.
 * @param products a query with one column, the products' numbers
 */
export const markSpecificationsDue = (products: string): string =>
  sqlText`INSERT INTO ${shopSpecifications} (${shopSpecifications.seqProduct}) SELECT DISTINCT * FROM (${products}) WHERE true
    ON CONFLICT (${shopSpecifications.seqProduct}) DO UPDATE SET ${DUE_RESET}`;

/**
 * Products, or packages of them, that are new in Shopify: their specifications have a place to go, and products that
 * name them as similar can refer to them.
 */
export const markSpecificationsOf = (db: D1Database, seqProducts: readonly number[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${shopSpecifications} SET ${DUE_RESET}
        WHERE ${shopSpecifications.seqProduct} IN (SELECT value FROM json_each(?1)
          UNION SELECT a.${similars.seqProduct} FROM json_each(?1) AS j
            CROSS JOIN ${similars} AS a INDEXED BY similars_by_similar ON a.${similars.similar} = j.value)`,
    )
    .bind(jsonRows(seqProducts));
