/** The start date: orders that Shopify created before it are not submitted. */
import * as z from "zod";
import type { Instant } from "../../ports.ts";
import { sqlText } from "../d1/sql-text.ts";
import { orders } from "../schema/orders.ts";
import { readSetting, saveSetting } from "../settings/settings.ts";

/** Its name in `settings`; the value is an ISO instant. */
export const ORDERS_SINCE = "orders-since";

/** ISO instant; null: it was never set and no order was seen yet (the first one sets it to a day before itself). */
export const readOrdersSince = (db: D1Database): Promise<string | null> =>
  readSetting(db, ORDERS_SINCE, z.string().nullable(), null);

/**
 * Sets it. Orders ignored as too old are evaluated again; orders that the ERP has stay unchanged. Two statements for a
 * batch with the act's row in the audit; the second changes one row for each order to evaluate again.
 */
export function saveOrdersSince(db: D1Database, since: string, now: Instant): readonly D1PreparedStatement[] {
  return [
    saveSetting(db, ORDERS_SINCE, since, now),
    db
      .prepare(
        sqlText`UPDATE ${orders} SET ${orders.nextAt} = ?1
          WHERE ${orders.state} = 'ignored' AND ${orders.reason} = 'before-start' AND ${orders.leaseUntil} <= ?1`,
      )
      .bind(now),
  ];
}
