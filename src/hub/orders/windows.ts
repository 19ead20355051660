/** Orders whose promised window comes near while they are not invoiced. */
import type { Instant } from "../../ports.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { DEFAULT_ORDER_RULES } from "../../rules/orders/settings.ts";
import { desk } from "../schema/desk.ts";
import { orders } from "../schema/orders.ts";
import { settings } from "../schema/settings.ts";
import { ORDER_RULES } from "./rules.ts";

const OF_WINDOW = ["orderId", "name", "state", "windowFrom", "windowUntil"] as const;

export type OrderWindow = Readonly<
  Pick<typeof orders.$inferSelect, "orderId" | "name" | "state" | "windowUntil"> & { windowFrom: number }
>;

/** A promised window is at the desk so many minutes before it; the rules may say never. */
const ALERT_MINUTES = sqlText`SELECT CASE json_type(${settings.value}, '$.windowAlertMinutes') WHEN 'null' THEN NULL
  ELSE coalesce(${settings.value} ->> '$.windowAlertMinutes', ?2) END AS minutes
  FROM (SELECT 1) LEFT JOIN ${settings} ON ${settings.name} = '${ORDER_RULES}'`;

/**
 * Windows that are near by the rules, the earliest first, and whether the desk shows any: one call. An order that is
 * invoiced, cancelled or ignored is not in the index; an unpaid one has its own entry.
 */
export async function nearWindows(
  db: D1Database,
  now: Instant,
  limit: number,
): Promise<{ readonly near: readonly OrderWindow[]; readonly hasEntries: boolean }> {
  const [near, entries] = await db.batch([
    db
      .prepare(
        sqlText`SELECT ${columnList(orders, OF_WINDOW)} FROM ${orders} INDEXED BY orders_window_open
          WHERE ${orders.windowFrom} IS NOT NULL AND ${orders.state} NOT IN ('invoiced', 'cancelled', 'ignored')
            AND ${orders.state} <> 'waiting-payment'
            AND ${orders.windowFrom} <= ?1 + 60000 * (${ALERT_MINUTES}) ORDER BY ${orders.windowFrom} LIMIT ?3`,
      )
      .bind(now, DEFAULT_ORDER_RULES.windowAlertMinutes, limit),
    db.prepare(sqlText`SELECT 1 FROM ${desk} WHERE ${desk.area} = 'deliveries' AND ${desk.state} = 'open' LIMIT 1`),
  ]);
  return {
    near: (near?.results ?? []) as unknown as readonly OrderWindow[],
    hasEntries: (entries?.results.length ?? 0) > 0,
  };
}
