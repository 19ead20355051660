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

/** Closes the open entries of these events that have another reason: an event stands at the desk once. */
export function closeOtherEntries(
  db: D1Database,
  entries: readonly { readonly ref?: string; readonly reason: string }[],
  now: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?2
        WHERE ${desk.area} = 'events' AND ${desk.seqProduct} = 0 AND ${desk.sku} = '' AND ${desk.company} = 0
          AND ${desk.segment} = 0 AND ${desk.ref} IN (SELECT value ->> 'ref' FROM json_each(?1))
          AND (${desk.ref}, ${desk.reason}) NOT IN (SELECT value ->> 'ref', value ->> 'reason' FROM json_each(?1))
          AND ${desk.state} = 'open'`,
    )
    .bind(JSON.stringify(entries.map(({ ref, reason }) => ({ ref, reason }))), now);
}
