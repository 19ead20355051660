/** When goods of our own orders stop counting against the ERP's figure: the stock lane's second idea, beside what is due. */
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { ofOneProduct } from "../orders/reservations.ts";
import { orderReservations as reserved } from "../schema/orders.ts";
import { stock } from "../schema/stock.ts";
import { desk } from "../schema/desk.ts";
import type { StockCompany } from "./companies.ts";

// A record that the pull refuses leaves the last good figure in the hub, and that may be of before the import: an order holds
// its goods against such a package, and stands until every package of its product has a good one.
// An entry that names no SKU is about all packages of its product (`REFUSED`: only where its package could not be read at all).
const OF_ROWS = sqlText`d.${desk.area} = 'stock' AND d.${desk.state} = 'open'`;
const REFUSED = sqlText`EXISTS (SELECT 1 FROM ${desk} AS d WHERE ${OF_ROWS}
   AND d.${desk.seqProduct} = s.${stock.seqProduct}
   AND d.${desk.sku} IN (s.${stock.sku}, '') AND d.${desk.company} = s.${stock.company} AND d.${desk.ref} = '')`;
const REFUSED_ANY = sqlText`EXISTS (SELECT 1 FROM ${desk} AS d WHERE ${OF_ROWS}
   AND d.${desk.seqProduct} = r.${reserved.seqProduct}
   AND d.${desk.company} = r.${reserved.company})`;
const IS_READ = sqlText`r.${reserved.company} = j.value ->> 'company' AND r.${reserved.importedAt} < j.value ->> 'releaseAt'`;
// `?1` = [{company, releaseAt, fullAt}]. An order's goods count until a stock run that began after we learned of its import has
// ended. They count against every package of their product: a case of 12 and its single bottles are one stock in the ERP.
const CONTAINED = sqlText`${IS_READ} AND (r.${reserved.watermarkSkippedAt} IS NULL OR r.${reserved.watermarkSkippedAt} < j.value ->> 'fullAt')`;
/** Not released yet; or only by the packages that had a good figure, and the last of the others has one now. */
const RELEASABLE = sqlText`${CONTAINED} AND (r.${reserved.partiallyReleased} = 0 OR NOT ${REFUSED_ANY})`;
/** SQL: what our orders hold of a row `s`, in thousandths. */
export const RESERVED = sqlText`(SELECT COALESCE(SUM(r.${reserved.quantityMilli}), 0) FROM ${reserved} AS r
   WHERE r.${reserved.company} = s.${stock.company} AND ${ofOneProduct("r", "s")}
     AND NOT EXISTS (SELECT 1 FROM json_each(?1) AS j WHERE ${CONTAINED} AND NOT ${REFUSED}))`;
/** Reservations that the ERP's own figure contains by now, if there are any. */
export async function hasReleasable(db: D1Database, companies: readonly StockCompany[]): Promise<boolean> {
  const row = await db
    .prepare(sqlText`SELECT EXISTS (SELECT 1 FROM ${reserved} AS r JOIN json_each(?1) AS j ON ${RELEASABLE}) AS any`)
    .bind(releasesOf(companies))
    .first<{ any: number }>();
  return row?.any === 1;
}

/**
 * Releases them, and makes their rows due in the same batch: their units are more now. One of which a package is still
 * without a good figure stays for that package, and is marked as released by the others.
 */
export function releaseReservations(db: D1Database, companies: readonly StockCompany[]): D1PreparedStatement[] {
  const releases = releasesOf(companies);
  return [
    db
      .prepare(
        sqlText`UPDATE ${stock} SET ${stock.sent} = NULL
          WHERE (${stock.company}, ${stock.sku}) IN (
                SELECT s.${stock.company}, s.${stock.sku} FROM ${reserved} AS r JOIN json_each(?1) AS j ON ${RELEASABLE}
                  JOIN ${stock} AS s ON s.${stock.company} = r.${reserved.company} AND ${ofOneProduct("s", "r")})`,
      )
      .bind(releases),
    db
      .prepare(
        sqlText`DELETE FROM ${reserved}
          WHERE ${KEY} IN (SELECT ${KEY_OF_R} FROM ${reserved} AS r JOIN json_each(?1) AS j ON ${CONTAINED} AND NOT ${REFUSED_ANY})`,
      )
      .bind(releases),
    db
      .prepare(
        sqlText`UPDATE ${reserved} SET ${reserved.partiallyReleased} = 1
          WHERE ${reserved.partiallyReleased} = 0 AND ${KEY} IN (SELECT ${KEY_OF_R} FROM ${reserved} AS r JOIN json_each(?1) AS j ON ${CONTAINED})`,
      )
      .bind(releases),
  ];
}

const KEY = sqlText`(${reserved.company}, ${reserved.sku}, ${reserved.orderId})`;
const KEY_OF_R = sqlText`r.${reserved.company}, r.${reserved.sku}, r.${reserved.orderId}`;

/** The parameter `?1` of all of this. */
export const releasesOf = (companies: readonly StockCompany[]): string =>
  jsonRows(companies.map(({ company, releaseAt, fullAt }) => ({ company, releaseAt, fullAt })));
