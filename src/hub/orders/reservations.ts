import { and, eq, isNull } from "drizzle-orm";
import type { Reservation } from "../../rules/orders/reservations.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import type { Instant } from "../../ports.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { companies, stock } from "../schema/stock.ts";
import { loads } from "../schema/loads.ts";
import { orderReservations } from "../schema/orders.ts";

const WANTED = `wanted AS (SELECT value ->> 'company' AS company, value ->> 'sku' AS sku, value ->> 'seqProduct' AS seq_product,
                                    value ->> 'quantityMilli' AS milli
                             FROM json_each(?2))`;

/** SET: Shopify moved the level by itself, so the row is due and its level is read before the next call. */
const LEVEL_UNKNOWN = sqlText`${stock.sent} = NULL, ${stock.sentQuantity} = NULL, ${stock.externalChanges} = ${stock.externalChanges} + 1`;

/**
 * SQL: two rows' SKUs are packages of one product. The range ("P112E1" and "P112E12" lie between "P112E" and "P112F") is what
 * the index on (company, sku) finds them by.
 * @param found the alias whose rows that index finds; @param given the alias that is compared with
 */
export const ofOneProduct = (found: string, given: string): string =>
  sqlText`${found}.${stock.seqProduct} = ${given}.${stock.seqProduct}
   AND ${found}.${stock.sku} > 'P' || ${given}.${stock.seqProduct} || 'E'
   AND ${found}.${stock.sku} < 'P' || ${given}.${stock.seqProduct} || 'F'`;

/** Reservations as rows of the parameter, each with the product that its SKU is a package of. */
const rowsOf = (reservations: readonly Reservation[]): string =>
  jsonRows(reservations.map((each) => ({ ...each, seqProduct: parseSku(each.sku)?.seqProduct ?? 0 })));

/**
 * Sets an order's reservations. If a product's reservation changes, the stock of each of its packages becomes due.
 * Three statements for the batch of the step that decides it. Reservations that do not change cost no write.
 */
export function reserve(
  db: D1Database,
  orderId: string,
  reservations: readonly Reservation[],
): readonly D1PreparedStatement[] {
  const wanted = rowsOf(reservations);
  const { company, sku, seqProduct, orderId: order, quantityMilli } = orderReservations;
  return [
    // First, while the old rows are still stored: the difference must be sent again. Shopify changed its level by itself,
    // so the quantity sent last is not the present one: the level is read before the next call.
    db
      .prepare(
        sqlText`WITH ${WANTED},
              changed AS (
                SELECT reserved.${company}, reserved.${seqProduct} FROM ${orderReservations} reserved
                 WHERE reserved.${order} = ?1
                   AND NOT EXISTS (SELECT 1 FROM wanted
                                    WHERE wanted.company = reserved.${company} AND wanted.sku = reserved.${sku}
                                      AND wanted.milli = reserved.${quantityMilli})
                UNION
                SELECT wanted.company, wanted.seq_product FROM wanted
                 WHERE NOT EXISTS (SELECT 1 FROM ${orderReservations} reserved
                                    WHERE reserved.${company} = wanted.company AND reserved.${sku} = wanted.sku
                                      AND reserved.${order} = ?1 AND reserved.${quantityMilli} = wanted.milli))
         UPDATE ${stock} SET ${LEVEL_UNKNOWN}
          WHERE (${stock.company}, ${stock.sku}) IN (
                SELECT s.${stock.company}, s.${stock.sku} FROM changed
                  JOIN ${stock} AS s ON s.${stock.company} = changed.company AND ${ofOneProduct("s", "changed")})`,
      )
      .bind(orderId, wanted),
    db
      .prepare(
        sqlText`WITH ${WANTED}
         DELETE FROM ${orderReservations}
          WHERE ${order} = ?1 AND (${company}, ${sku}) NOT IN (SELECT company, sku FROM wanted)`,
      )
      .bind(orderId, wanted),
    db
      .prepare(
        sqlText`INSERT INTO ${orderReservations} (${company}, ${sku}, ${order}, ${seqProduct}, ${quantityMilli})
         SELECT value ->> 'company', value ->> 'sku', ?1, value ->> 'seqProduct', value ->> 'quantityMilli'
           FROM json_each(?2)
          WHERE true
             ON CONFLICT (${company}, ${sku}, ${order}) DO UPDATE
            SET ${quantityMilli} = excluded.${quantityMilli}
          WHERE ${orderReservations}.${quantityMilli} <> excluded.${quantityMilli}`,
      )
      .bind(orderId, wanted),
  ];
}

/** Whether the order's stored reservations equal these. */
export async function isReserved(
  db: D1Database,
  orderId: string,
  reservations: readonly Reservation[],
): Promise<boolean> {
  const { company, sku, orderId: order, quantityMilli } = orderReservations;
  const row = await db
    .prepare(
      sqlText`WITH ${WANTED}
       SELECT (SELECT count(*) FROM ${orderReservations} WHERE ${order} = ?1) = (SELECT count(*) FROM wanted)
          AND NOT EXISTS (SELECT 1 FROM wanted LEFT JOIN ${orderReservations} AS reserved
                              ON reserved.${company} = wanted.company AND reserved.${sku} = wanted.sku AND reserved.${order} = ?1
                           WHERE reserved.${quantityMilli} IS NOT wanted.milli) AS isSo`,
    )
    .bind(orderId, rowsOf(reservations))
    .first<{ isSo: number }>();
  return row?.isSo === 1;
}

/**
 * Shopify itself moves stock when an order is made, edited or cancelled, even for items without a reservation. Each
 * change of an order therefore makes the hub read the levels of its items before writing them. Rows already due are
 * marked as well: a read or write under way must not count.
 */
export function invalidateLevels(
  db: D1Database,
  companies: readonly number[],
  skus: readonly string[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${LEVEL_UNKNOWN}
        WHERE ${stock.company} IN (SELECT value FROM json_each(?1)) AND ${stock.sku} IN (SELECT value FROM json_each(?2))`,
    )
    .bind(jsonRows(companies), jsonRows(skus));
}

/**
 * For an order that Shopify does not show: its levels may have moved at any store. Does what `invalidateLevels` does, for
 * every package of the order's products.
 */
export function invalidateReserved(db: D1Database, orderId: string): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${LEVEL_UNKNOWN}
        WHERE (${stock.company}, ${stock.sku}) IN (
              SELECT s.${stock.company}, s.${stock.sku}
                FROM (SELECT DISTINCT ${orderReservations.seqProduct} FROM ${orderReservations}
                       WHERE ${orderReservations.orderId} = ?1) reserved
                JOIN ${companies} AS c
                JOIN ${stock} AS s ON s.${stock.company} = c.${companies.company} AND ${ofOneProduct("s", "reserved")})`,
    )
    .bind(orderId);
}

/** Does what `invalidateLevels` does, at every company: Shopify does not say at which store it moved the levels. */
export function invalidateEverywhere(db: D1Database, skus: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${LEVEL_UNKNOWN}
        WHERE ${stock.company} IN (SELECT ${companies.company} FROM ${companies})
          AND ${stock.sku} IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows(skus));
}

/**
 * An operator moves the watermark of a company's stock load past unread changes. The ERP's figures after an import may
 * be among them, so the next run proves nothing about these orders. Their reservations stay until a full run has ended.
 * Runs before the move.
 */
export function markWatermarkSkipped(
  db: D1Database,
  company: number,
  watermark: string,
  now: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${orderReservations} SET ${orderReservations.watermarkSkippedAt} = ?3
        WHERE ${orderReservations.company} = ?1
          AND EXISTS (SELECT 1 FROM ${loads} WHERE ${loads.name} = 'stock' AND ${loads.company} = ?1
                         AND ${loads.segment} = 0 AND ${loads.watermark} < ?2)`,
    )
    .bind(company, watermark, now);
}

/** The ERP has taken the order's goods off its own stock: the rows are deleted once a stock run that began after `now` has ended. */
export function markImported(db: D1Database, orderId: string, now: Instant): D1PreparedStatement {
  return prepared(
    db,
    plain(db)
      .update(orderReservations)
      .set({ importedAt: now })
      .where(and(eq(orderReservations.orderId, orderId), isNull(orderReservations.importedAt))),
  );
}
