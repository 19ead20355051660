import type { Instant } from "../../ports.ts";

/** Closes an order's open entries of these reasons only: what else a person still has to see of it stays. */
export function closeOrderDesk(
  db: D1Database,
  orderId: string,
  reasons: readonly string[],
  now: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE desk SET state = 'resolved', last_at = ?3
        WHERE lane = 'orders' AND record = ?1 AND reason IN (SELECT value FROM json_each(?2)) AND state = 'open'`,
    )
    .bind(orderId, JSON.stringify(reasons), now);
}
