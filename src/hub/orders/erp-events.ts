import { and, eq } from "drizzle-orm";
import { parseStoredEvent, type ErpEvent } from "../../rules/orders/erp-event.ts";
import type { StoredEvent } from "../../rules/orders/invoices.ts";
import type { Instant } from "../../ports.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { erpEvents, orders, type ErpEventState } from "../schema/orders.ts";

export interface NewEvent {
  readonly event: ErpEvent;
  /**
   * received: its order has yet to enter it. waiting: the hub has no such order. desk: an operator must see it first.
   */
  readonly state: Extract<ErpEventState, "received" | "waiting" | "desk">;
}

/** An event's order, under its property's name. */
const ORDER_ID = columnList(erpEvents, ["orderId"]);
type OrderId = Pick<typeof erpEvents.$inferSelect, "orderId">;

/**
 * Stores events, one statement. The same event again is nothing new; only one that stood at the desk for its content
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
  const { eventKey, orderId, type, happenedAt, body, state, receivedAt } = erpEvents;
  return db
    .prepare(
      sqlText`INSERT INTO ${erpEvents} (${eventKey}, ${orderId}, ${type}, ${happenedAt}, ${body}, ${state}, ${receivedAt})
       SELECT value ->> 'key', value ->> 'orderId', value ->> 'type', value ->> 'happenedAt', value ->> 'body', value ->> 'state', ?2
         FROM json_each(?1)
        WHERE true
           ON CONFLICT (${eventKey}) DO UPDATE
          SET ${body} = excluded.${body}, ${state} = excluded.${state},
              ${happenedAt} = excluded.${happenedAt}, ${type} = excluded.${type}
        WHERE ${erpEvents}.${state} = 'desk' AND ${erpEvents}.${body} <> excluded.${body}`,
    )
    .bind(jsonRows(rows), now);
}

export type EventRow = Pick<typeof erpEvents.$inferSelect, "body" | "state">;

/** Every event of an order, oldest first: for a batch. */
export function readEvents(db: D1Database, orderId: string): D1PreparedStatement {
  return prepared(
    db,
    plain(db)
      .select({ body: erpEvents.body, state: erpEvents.state })
      .from(erpEvents)
      .where(eq(erpEvents.orderId, orderId))
      .orderBy(erpEvents.happenedAt, erpEvents.eventKey),
  );
}

export const storedEvents = (rows: readonly EventRow[]): readonly StoredEvent[] =>
  rows.map(({ body, state }) => ({ event: parseStoredEvent(body), state }));

/** Every event of an order, oldest first. */
export async function eventsOf(db: D1Database, orderId: string): Promise<readonly StoredEvent[]> {
  return storedEvents((await readEvents(db, orderId).all<EventRow>()).results);
}

/** Marks events, for use inside the batch of the step that made it so. */
export function markEvents(
  db: D1Database,
  keys: readonly string[],
  to: Extract<ErpEventState, "applied" | "waiting" | "desk">,
  now: Instant,
): D1PreparedStatement {
  const { eventKey, state, appliedAt } = erpEvents;
  return db
    .prepare(
      sqlText`UPDATE ${erpEvents}
          SET ${state} = ?2, ${appliedAt} = CASE WHEN ?2 = 'applied' THEN ?3 ELSE ${appliedAt} END
        WHERE ${eventKey} IN (SELECT value FROM json_each(?1)) AND ${state} <> ?2`,
    )
    .bind(jsonRows(keys), to, now);
}

/** Events that a poll brought and whose order was never queued: the process died between the page and its message. */
export async function ordersWithNewEvents(db: D1Database, before: Instant, limit: number): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT DISTINCT ${ORDER_ID} FROM ${erpEvents} INDEXED BY erp_events_received
        WHERE ${erpEvents.state} = 'received' AND ${erpEvents.receivedAt} <= ?1 LIMIT ?2`,
    )
    .bind(before, limit)
    .all<OrderId>();
  return results.map((row) => row.orderId);
}

/**
 * A person's decision on an event. An alteration, cancellation or mended record counts as applied: the person did it.
 * A waiting invoice is `cleared`: it goes whatever stands before it.
 * @returns the order to look at, or null when there is no such event or nothing was left to decide.
 */
export async function resolveEvent(db: D1Database, key: string, now: Instant): Promise<string | null> {
  const { eventKey, type, state, appliedAt } = erpEvents;
  const [resolved] = await db.batch<OrderId>([
    db
      .prepare(
        sqlText`UPDATE ${erpEvents}
            SET ${state} = CASE WHEN ${type} = 'FATURADO' AND ${state} <> 'desk' THEN 'cleared' ELSE 'applied' END,
                ${appliedAt} = ?2
          WHERE ${eventKey} = ?1 AND ${state} NOT IN ('applied', 'cleared')
          RETURNING ${ORDER_ID}`,
      )
      .bind(key, now),
    // Due at once, should the message that follows be lost.
    db
      .prepare(
        sqlText`UPDATE ${orders} SET ${orders.nextAt} = ?2
          WHERE ${orders.orderId} = (SELECT ${erpEvents.orderId} FROM ${erpEvents} WHERE ${eventKey} = ?1)
            AND ${orders.leaseUntil} <= ?2`,
      )
      .bind(key, now),
  ]);
  return resolved?.results[0]?.orderId ?? null;
}

/** Events of an order that the ERP, as far as we know, does not have: they wait until it does. @returns their keys */
export async function parkEvents(db: D1Database, orderId: string): Promise<readonly string[]> {
  const parked = await plain(db)
    .update(erpEvents)
    .set({ state: "waiting" })
    .where(and(eq(erpEvents.orderId, orderId), eq(erpEvents.state, "received")))
    .returning({ eventKey: erpEvents.eventKey });
  return parked.map((row) => row.eventKey);
}

/** Of these events, the orders of those not entered yet. */
export async function newEventOrders(db: D1Database, keys: readonly string[]): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT DISTINCT ${ORDER_ID} FROM ${erpEvents}
        WHERE ${erpEvents.eventKey} IN (SELECT value FROM json_each(?1)) AND ${erpEvents.state} = 'received'`,
    )
    .bind(jsonRows(keys))
    .all<OrderId>();
  return results.map((row) => row.orderId);
}
