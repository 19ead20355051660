import type { Reason } from "../../rules/record/desk-entry.ts";
import type { Instant } from "../../ports.ts";
import { sqlText } from "../d1/sql-text.ts";
import { desk } from "../schema/desk.ts";

/** Closes only the entries of these reasons; an order's other open entries stay. */
export function closeOrderEntries(
  db: D1Database,
  orderId: string,
  reasons: readonly Reason<"orders">[],
  now: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?3
        WHERE ${desk.area} = 'orders' AND ${desk.seqProduct} = 0 AND ${desk.sku} = '' AND ${desk.company} = 0
          AND ${desk.segment} = 0 AND ${desk.ref} = ?1
          AND ${desk.reason} IN (SELECT value FROM json_each(?2)) AND ${desk.state} = 'open'`,
    )
    .bind(orderId, JSON.stringify(reasons), now);
}
