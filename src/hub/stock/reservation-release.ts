/** When goods of our own orders stop counting against the ERP's figure: the stock lane's second idea, beside what is due. */
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { ofOneProduct } from "../orders/reservations.ts";
import { desk } from "../schema/desk.ts";
import type { StockCompany } from "./companies.ts";

// A record that the pull refuses leaves the last good figure in the hub, and that may be of before the import: an order holds
// its goods against such a package, and stands until every package of its product has a good one.
// An entry that names no SKU is about all packages of its product (`REFUSED`: only where its package could not be read at all).
const OF_ROWS = sqlText`d.${desk.area} = 'stock' AND d.${desk.state} = 'open'`;
const REFUSED = sqlText`EXISTS (SELECT 1 FROM ${desk} AS d WHERE ${OF_ROWS}
   AND d.${desk.seqProduct} = CAST(substr(s.sku, 2, instr(s.sku, 'E') - 2) AS INTEGER)
   AND d.${desk.sku} IN (s.sku, '') AND d.${desk.company} = s.company AND d.${desk.ref} = '')`;
const REFUSED_ANY = sqlText`EXISTS (SELECT 1 FROM ${desk} AS d WHERE ${OF_ROWS}
   AND d.${desk.seqProduct} = CAST(substr(r.sku, 2, instr(r.sku, 'E') - 2) AS INTEGER)
   AND d.${desk.company} = r.company)`;
const IS_READ = "r.company = j.value ->> 'company' AND r.imported_at < j.value ->> 'releaseAt'";
// `?1` = [{company, releaseAt, fullAt}]. An order's goods count until a stock run that began after we learned of its import has
// ended. They count against every package of their product: a case of 12 and its single bottles are one stock in the ERP.
const CONTAINED = `${IS_READ} AND (r.skipped_at IS NULL OR r.skipped_at < j.value ->> 'fullAt')`;
/** Not let go of yet; or only by the packages that had a good figure, and the last of the others has one now. */
const RELEASABLE = `${CONTAINED} AND (r.let_go = 0 OR NOT ${REFUSED_ANY})`;
/** SQL: what our orders hold of a row `s`, in thousandths. */
export const RESERVED = `(SELECT COALESCE(SUM(r.quantity_milli), 0) FROM order_reservations AS r
   WHERE r.company = s.company AND ${ofOneProduct("r", "s")}
     AND NOT EXISTS (SELECT 1 FROM json_each(?1) AS j WHERE ${CONTAINED} AND NOT ${REFUSED}))`;
/** Reservations that the ERP's own figure contains by now, if there are any. */
export async function hasReleasable(db: D1Database, companies: readonly StockCompany[]): Promise<boolean> {
  const row = await db
    .prepare(`SELECT EXISTS (SELECT 1 FROM order_reservations AS r JOIN json_each(?1) AS j ON ${RELEASABLE}) AS any`)
    .bind(releasesOf(companies))
    .first<{ any: number }>();
  return row?.any === 1;
}

/**
 * Lets go of them, and makes their rows due in the same batch: their units are more now. One of which a package is still
 * without a good figure stays for that package, and is noted as let go of by the others.
 */
export function releaseReservations(db: D1Database, companies: readonly StockCompany[]): D1PreparedStatement[] {
  const releases = releasesOf(companies);
  return [
    db
      .prepare(
        `UPDATE stock SET sent = NULL
          WHERE (company, sku) IN (SELECT s.company, s.sku FROM order_reservations AS r JOIN json_each(?1) AS j ON ${RELEASABLE}
                                     JOIN stock AS s ON s.company = r.company AND ${ofOneProduct("s", "r")})`,
      )
      .bind(releases),
    db
      .prepare(
        `DELETE FROM order_reservations
          WHERE (company, sku, order_id) IN (SELECT r.company, r.sku, r.order_id FROM order_reservations AS r
                                               JOIN json_each(?1) AS j ON ${CONTAINED} AND NOT ${REFUSED_ANY})`,
      )
      .bind(releases),
    db
      .prepare(
        `UPDATE order_reservations SET let_go = 1
          WHERE let_go = 0 AND (company, sku, order_id) IN
                (SELECT r.company, r.sku, r.order_id FROM order_reservations AS r JOIN json_each(?1) AS j ON ${CONTAINED})`,
      )
      .bind(releases),
  ];
}

/** The parameter `?1` of all of this. */
export const releasesOf = (companies: readonly StockCompany[]): string =>
  jsonRows(companies.map(({ company, releaseAt, fullAt }) => ({ company, releaseAt, fullAt })));
