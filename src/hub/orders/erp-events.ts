import { parseStoredEvent, type ErpEvent } from "../../rules/orders/erp-event.ts";
import type { HeldEvent } from "../../rules/orders/invoices.ts";
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";

export interface NewEvent {
  readonly event: ErpEvent;
  /** received: its order looks at it next. waiting: the hub knows no such order. desk: a person must see it first. */
  readonly state: "received" | "waiting" | "desk";
}

/**
 * Lays events down, one statement. The same event again is nothing new; only one that stood at the desk for its content
 * is replaced when the ERP sends it with another: it was mended there.
 */
export function insertEvents(db: D1Database, events: readonly NewEvent[], now: Instant): D1PreparedStatement {
  const rows = events.map(({ event, state }) => ({
    key: event.eventKey,
    orderId: event.orderId,
    type: event.type,
    happenedAt: event.happenedAt,
    body: JSON.stringify(event),
    state,
  }));
  return db
    .prepare(
      `INSERT INTO erp_events (event_key, order_id, type, happened_at, body, state, received_at)
       SELECT value ->> 'key', value ->> 'orderId', value ->> 'type', value ->> 'happenedAt', value ->> 'body', value ->> 'state', ?2
         FROM json_each(?1)
        WHERE true
           ON CONFLICT (event_key) DO UPDATE
          SET body = excluded.body, state = excluded.state, happened_at = excluded.happened_at, type = excluded.type
        WHERE erp_events.state = 'desk' AND erp_events.body <> excluded.body`,
    )
    .bind(jsonRows(rows), now);
}

/** Every event of an order, oldest first. */
export async function eventsOf(db: D1Database, orderId: string): Promise<readonly HeldEvent[]> {
  const { results } = await db
    .prepare("SELECT body, state FROM erp_events WHERE order_id = ?1 ORDER BY happened_at, event_key")
    .bind(orderId)
    .all<{ body: string; state: string }>();
  return results.map(({ body, state }) => ({ event: parseStoredEvent(body), state }));
}

/** Marks events, for use inside the batch of the step that made it so. */
export function markEvents(
  db: D1Database,
  keys: readonly string[],
  state: "applied" | "waiting" | "desk",
  now: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE erp_events SET state = ?2, applied_at = CASE WHEN ?2 = 'applied' THEN ?3 ELSE applied_at END
        WHERE event_key IN (SELECT value FROM json_each(?1)) AND state <> ?2`,
    )
    .bind(jsonRows(keys), state, now);
}

/** Events that a poll brought and whose order was never woken: the process died between the page and its message. */
export async function ordersWithNewEvents(db: D1Database, before: Instant, limit: number): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT order_id FROM erp_events INDEXED BY erp_events_received
        WHERE state = 'received' AND received_at <= ?1 LIMIT ?2`,
    )
    .bind(before, limit)
    .all<{ order_id: string }>();
  return results.map((row) => row.order_id);
}

/**
 * A person's word about an event. An alteration, cancellation or mended record counts as applied: the person did it.
 * A waiting invoice is `cleared`: it goes whatever stands before it.
 * @returns the order to look at, or null when there is no such event or nothing was left to say.
 */
export async function resolveEvent(db: D1Database, key: string, now: Instant): Promise<string | null> {
  const [resolved] = await db.batch<{ order_id: string }>([
    db
      .prepare(
        `UPDATE erp_events SET state = CASE WHEN type = 'FATURADO' AND state <> 'desk' THEN 'cleared' ELSE 'applied' END, applied_at = ?2
          WHERE event_key = ?1 AND state NOT IN ('applied', 'cleared')
          RETURNING order_id`,
      )
      .bind(key, now),
    // Due at once, should the message that follows be lost.
    db
      .prepare(
        `UPDATE orders SET next_at = ?2
          WHERE order_id = (SELECT order_id FROM erp_events WHERE event_key = ?1) AND lease_until <= ?2`,
      )
      .bind(key, now),
  ]);
  return resolved?.results[0]?.order_id ?? null;
}

/** Events of an order that the ERP, as far as we know, does not have: they wait until it does. @returns their keys */
export async function parkEvents(db: D1Database, orderId: string): Promise<readonly string[]> {
  const { results } = await db
    .prepare("UPDATE erp_events SET state = 'waiting' WHERE order_id = ?1 AND state = 'received' RETURNING event_key")
    .bind(orderId)
    .all<{ event_key: string }>();
  return results.map((row) => row.event_key);
}

/** Of these events, the orders of those that nobody has looked at yet. */
export async function newEventOrders(db: D1Database, keys: readonly string[]): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT order_id FROM erp_events
        WHERE event_key IN (SELECT value FROM json_each(?1)) AND state = 'received'`,
    )
    .bind(jsonRows(keys))
    .all<{ order_id: string }>();
  return results.map((row) => row.order_id);
}
