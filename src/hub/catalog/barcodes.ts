/**
 * One barcode on several active SKUs: the lowest (product, package) keeps it, the others go without and stand on the desk.
 * Decided when it is asked, not stored: a SKU that changes or goes needs no other row written, only their products due.
 */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";

/** Whether another active SKU has the right to the EAN of `k`, a row of skus. An inactive `k` gives way to any. */
const TAKEN = `EXISTS (SELECT 1 FROM skus AS o INDEXED BY skus_by_ean
  WHERE o.ean = k.ean AND o.active = 1 AND o.sku <> k.sku
    AND (k.active = 0 OR (o.seq_product, o.package_milli) < (k.seq_product, k.package_milli)))`;

/** The EAN that goes to the shop for `k`, a row of skus: NULL when it is another's. */
export const OWN_EAN = `CASE WHEN ${TAKEN} THEN NULL ELSE k.ean END`;

/** The desk's lane: a page of SKUs closes what it finds right, and no page can see who else has a barcode. */
const LANE = "barcodes";

/** The product of the SKU that a desk entry `d` names. */
const SEQ = "CAST(substr(d.record, 2, instr(d.record, 'E') - 2) AS INTEGER)";

/**
 * Tells of the later SKUs of every barcode the page spoke of or that stands on the desk, and closes what is right now. After the page's rows, in its
 * batch.
 */
export function deskOfBarcodes(
  db: D1Database,
  rows: readonly { readonly ean: string | null }[],
  now: Instant,
): D1PreparedStatement[] {
  if (rows.length === 0) return [];
  const eans = [...new Set(rows.flatMap(({ ean }) => ean ?? []))];
  return [
    db
      .prepare(
        `INSERT INTO desk (lane, record, reason, message, first_at, last_at)
         SELECT '${LANE}', k.sku, 'ean-duplicate',
                k.sku || ': o EAN ' || k.ean || ' já é do ' ||
                (SELECT h.sku FROM skus AS h INDEXED BY skus_by_ean WHERE h.ean = k.ean AND h.active = 1
                  ORDER BY h.seq_product, h.package_milli LIMIT 1) ||
                '; o SKU vai sem código de barras. Corrija na aba Códigos de um dos dois.', ?2, ?2
           FROM skus AS k INDEXED BY skus_by_ean
          WHERE k.ean IN (SELECT value FROM json_each(?1)
                          UNION SELECT s.ean FROM desk AS d CROSS JOIN skus AS s ON s.seq_product = ${SEQ} AND s.sku = d.record
                                 WHERE d.lane = '${LANE}' AND d.state = 'open')
            AND k.active = 1 AND ${TAKEN}
             ON CONFLICT (lane, record, reason) DO UPDATE
            SET message = excluded.message, state = 'open', times = desk.times + 1, last_at = excluded.last_at
          WHERE desk.state <> 'open' OR desk.message <> excluded.message`,
      )
      .bind(jsonRows(eans), now),
    db
      .prepare(
        `UPDATE desk AS d SET state = 'resolved', last_at = ?1
          WHERE lane = '${LANE}' AND state = 'open' AND NOT EXISTS (
            SELECT 1 FROM skus AS k
             WHERE k.seq_product = ${SEQ} AND k.sku = d.record
               AND k.active = 1 AND ${TAKEN})`,
      )
      .bind(now),
  ];
}
