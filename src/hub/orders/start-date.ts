/** From which instant Shopify's orders are ours; those made before it belong to what was there before the connector. */
import type { Instant } from "../../ports.ts";
import { sqlText } from "../d1/sql-text.ts";
import { orders } from "../schema/orders.ts";

/** Its row of `loads`: a watermark that nobody moves by reading, so no load. */
export const ORDERS_SINCE = "orders-since";
const KEY = `name = '${ORDERS_SINCE}' AND company = 0 AND segment = 0`;

/** ISO instant; null: nobody has set it and no order was seen yet (the first one sets it to a day before itself). */
export async function readOrdersSince(db: D1Database): Promise<string | null> {
  return db.prepare(`SELECT watermark FROM loads WHERE ${KEY}`).first<string>("watermark");
}

/**
 * Sets it. Orders that were left alone as made before it are looked at again; those the ERP has stay as they are.
 * Two statements for a batch with the act's row in the audit; the second changes as many rows as are looked at again.
 */
export function saveOrdersSince(db: D1Database, since: string, now: Instant): readonly D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO loads (name, watermark) VALUES ('${ORDERS_SINCE}', ?1)
             ON CONFLICT (name, company, segment) DO UPDATE SET watermark = excluded.watermark`,
      )
      .bind(since),
    db
      .prepare(
        sqlText`UPDATE ${orders} SET ${orders.nextAt} = ?1
          WHERE ${orders.state} = 'ignored' AND ${orders.reason} = 'before-start' AND ${orders.leaseUntil} <= ?1`,
      )
      .bind(now),
  ];
}
