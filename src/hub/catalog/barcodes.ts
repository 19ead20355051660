/**
 * One barcode on several active SKUs: the lowest (product, package) keeps it, the others go without and stand on the desk.
 * Decided when it is asked, not stored: a SKU that changes or goes needs no other row written, only their products due.
 */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { skus } from "../schema/catalog.ts";
import { desk } from "../schema/desk.ts";

/** Whether another active SKU has the right to the EAN of `k`, a row of skus. An inactive `k` gives way to any. */
const TAKEN = sqlText`EXISTS (SELECT 1 FROM ${skus} AS o INDEXED BY skus_by_ean
  WHERE o.${skus.ean} = k.${skus.ean} AND o.${skus.active} = 1 AND o.${skus.sku} <> k.${skus.sku}
    AND (k.${skus.active} = 0 OR (o.${skus.seqProduct}, o.${skus.packageMilli}) < (k.${skus.seqProduct},
    k.${skus.packageMilli})))`;

/** The EAN that goes to the shop for `k`, a row of skus: NULL when it is another's. */
export const OWN_EAN = sqlText`CASE WHEN ${TAKEN} THEN NULL ELSE k.${skus.ean} END`;

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
        sqlText`INSERT INTO ${desk} (${desk.lane}, ${desk.record}, ${desk.reason}, ${desk.message}, ${desk.firstAt},
          ${desk.lastAt})
         SELECT '${LANE}', k.sku, 'ean-duplicate',
                k.sku || ': o EAN ' || k.ean || ' já é do ' ||
                (SELECT h.sku FROM skus AS h INDEXED BY skus_by_ean WHERE h.ean = k.ean AND h.active = 1
                  ORDER BY h.seq_product, h.package_milli LIMIT 1) ||
                '; o SKU vai sem código de barras. Corrija na aba Códigos de um dos dois.', ?2, ?2
           FROM ${skus} AS k INDEXED BY skus_by_ean
          WHERE k.${skus.ean} IN (SELECT value FROM json_each(?1)
                          UNION SELECT s.${skus.ean} FROM ${desk} AS d CROSS JOIN ${skus} AS s
                        ON s.${skus.seqProduct} = ${SEQ} AND s.${skus.sku} = d.${desk.record}
                                 WHERE d.${desk.lane} = '${LANE}' AND d.state = 'open')
            AND k.${skus.active} = 1 AND ${TAKEN}
             ON CONFLICT (${desk.lane}, ${desk.record}, ${desk.reason}) DO UPDATE
            SET ${desk.message} = excluded.${desk.message}, ${desk.state} = 'open',
              ${desk.times} = ${desk}.${desk.times} + 1, ${desk.lastAt} = excluded.${desk.lastAt}
          WHERE ${desk}.${desk.state} <> 'open' OR ${desk}.${desk.message} <> excluded.${desk.message}`,
      )
      .bind(jsonRows(eans), now),
    db
      .prepare(
        sqlText`UPDATE ${desk} AS d SET ${desk.state} = 'resolved', ${desk.lastAt} = ?1
          WHERE ${desk.lane} = '${LANE}' AND state = 'open' AND NOT EXISTS (
            SELECT 1 FROM ${skus} AS k
             WHERE k.${skus.seqProduct} = ${SEQ} AND k.${skus.sku} = d.${desk.record}
               AND k.${skus.active} = 1 AND ${TAKEN})`,
      )
      .bind(now),
  ];
}
