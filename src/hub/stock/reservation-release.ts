/** When the reservations of our orders stop reducing the ERP's quantity. */
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { ofOneProduct } from "../orders/reservations.ts";
import { orderReservations as reserved } from "../schema/orders.ts";
import { stock } from "../schema/stock.ts";
import { desk } from "../schema/desk.ts";
import type { StockCompany } from "./companies.ts";

// A refused record leaves the last valid quantity in the hub, possibly from before the import. An order then keeps its
// reservation until every package of the product has a valid quantity. An entry without a SKU is about all packages of
// its product (`REFUSED`: only where the package was unreadable).
const OF_ROWS = sqlText`d.${desk.area} = 'stock' AND d.${desk.state} = 'open'`;
const REFUSED = sqlText`EXISTS (SELECT 1 FROM ${desk} AS d WHERE ${OF_ROWS}
   AND d.${desk.seqProduct} = s.${stock.seqProduct}
   AND d.${desk.sku} IN (s.${stock.sku}, '') AND d.${desk.company} = s.${stock.company} AND d.${desk.ref} = '')`;
const REFUSED_ANY = sqlText`EXISTS (SELECT 1 FROM ${desk} AS d WHERE ${OF_ROWS}
   AND d.${desk.seqProduct} = r.${reserved.seqProduct}
   AND d.${desk.company} = r.${reserved.company})`;
const IS_READ = sqlText`r.${reserved.company} = j.value ->> 'company' AND r.${reserved.importedAt} < j.value ->> 'releaseAt'`;
// `?1` = [{company, releaseAt, fullAt}]. A reservation ends with a stock run that began after the hub learned of the
// import. It applies to every package of its product: a case of 12 and its single bottles are one stock in the ERP.
const CONTAINED = sqlText`${IS_READ} AND (r.${reserved.watermarkSkippedAt} IS NULL OR r.${reserved.watermarkSkippedAt} < j.value ->> 'fullAt')`;
/** Not released yet, or only by packages with a valid quantity while the last of the others has one now. */
const RELEASABLE = sqlText`${CONTAINED} AND (r.${reserved.partiallyReleased} = 0 OR NOT ${REFUSED_ANY})`;
/** SQL: the reserved quantity of a row `s`, in thousandths. */
export const RESERVED = sqlText`(SELECT COALESCE(SUM(r.${reserved.quantityMilli}), 0) FROM ${reserved} AS r
   WHERE r.${reserved.company} = s.${stock.company} AND ${ofOneProduct("r", "s")}
     AND NOT EXISTS (SELECT 1 FROM json_each(?1) AS j WHERE ${CONTAINED} AND NOT ${REFUSED}))`;
/** Reservations that the ERP's own quantity contains by now. */
export async function hasReleasable(db: D1Database, companies: readonly StockCompany[]): Promise<boolean> {
  const row = await db
    .prepare(sqlText`SELECT EXISTS (SELECT 1 FROM ${reserved} AS r JOIN json_each(?1) AS j ON ${RELEASABLE}) AS any`)
    .bind(releasesOf(companies))
    .first<{ any: number }>();
  return row?.any === 1;
}

/**
 * Releases them and makes their rows due in the same batch, because their units rise. A reservation with a package
 * without a valid quantity stays for that package, and is marked as partially released.
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

/** The parameter `?1` of these statements. */
export const releasesOf = (companies: readonly StockCompany[]): string =>
  jsonRows(companies.map(({ company, releaseAt, fullAt }) => ({ company, releaseAt, fullAt })));
