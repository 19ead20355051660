/**
 * Several active SKUs may have the same barcode. The lowest (product, package) keeps it; each other SKU has no barcode
 * and a desk entry. This is computed at each read and not stored, so a changed SKU makes only its products due.
 */
import type { Instant } from "../../ports.ts";
import type { Area } from "../../rules/record/desk-entry.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { PRIMARY_KEY } from "../desk/desk.ts";
import { skus } from "../schema/catalog.ts";
import { desk } from "../schema/desk.ts";

/** Whether another active SKU has the right to the EAN of `k`, a row of skus. An inactive `k` never has it. */
const TAKEN = sqlText`EXISTS (SELECT 1 FROM ${skus} AS o INDEXED BY skus_by_ean
  WHERE o.${skus.ean} = k.${skus.ean} AND o.${skus.active} = 1 AND o.${skus.sku} <> k.${skus.sku}
    AND (k.${skus.active} = 0 OR (o.${skus.seqProduct}, o.${skus.packageMilli}) < (k.${skus.seqProduct},
    k.${skus.packageMilli})))`;

/** The EAN sent to the shop for `k`, a row of skus: NULL when another SKU has it. */
export const OWN_EAN = sqlText`CASE WHEN ${TAKEN} THEN NULL ELSE k.${skus.ean} END`;

/**
 * A separate area, because a page of SKUs closes the entries of its correct records and does not see the SKU that
 * shares a barcode.
 */
const AREA: Area = "barcodes";

/**
 * Opens entries for the later SKUs of every barcode that is on the page or the desk, and closes the resolved ones. Runs
 * after the page's rows, in its batch.
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
        sqlText`INSERT INTO ${desk} (${desk.area}, ${desk.seqProduct}, ${desk.sku}, ${desk.reason}, ${desk.params}, ${desk.firstAt},
          ${desk.lastAt})
         SELECT '${AREA}', k.${skus.seqProduct}, k.${skus.sku}, 'ean-duplicate',
                json_object('ean', k.${skus.ean}, 'owner',
                (SELECT h.${skus.sku} FROM ${skus} AS h INDEXED BY skus_by_ean WHERE h.${skus.ean} = k.${skus.ean} AND h.${skus.active} = 1
                  ORDER BY h.${skus.seqProduct}, h.${skus.packageMilli} LIMIT 1)), ?2, ?2
           FROM ${skus} AS k INDEXED BY skus_by_ean
          WHERE k.${skus.ean} IN (SELECT value FROM json_each(?1)
                          UNION SELECT s.${skus.ean} FROM ${desk} AS d CROSS JOIN ${skus} AS s
                        ON s.${skus.seqProduct} = d.${desk.seqProduct} AND s.${skus.sku} = d.${desk.sku}
                                 WHERE d.${desk.area} = '${AREA}' AND d.${desk.state} = 'open')
            AND k.${skus.active} = 1 AND ${TAKEN}
             ON CONFLICT (${PRIMARY_KEY}) DO UPDATE
            SET ${desk.params} = excluded.${desk.params}, ${desk.state} = 'open', ${desk.times} = ${desk}.${desk.times} + 1,
                ${desk.lastAt} = excluded.${desk.lastAt}
          WHERE ${desk}.${desk.state} <> 'open' OR ${desk}.${desk.params} <> excluded.${desk.params}`,
      )
      .bind(jsonRows(eans), now),
    db
      .prepare(
        sqlText`UPDATE ${desk} AS d SET ${desk.state} = 'resolved', ${desk.lastAt} = ?1
          WHERE ${desk.area} = '${AREA}' AND ${desk.state} = 'open' AND NOT EXISTS (
            SELECT 1 FROM ${skus} AS k
             WHERE k.${skus.seqProduct} = d.${desk.seqProduct} AND k.${skus.sku} = d.${desk.sku}
               AND k.${skus.active} = 1 AND ${TAKEN})`,
      )
      .bind(now),
  ];
}
