import { and, eq, inArray } from "drizzle-orm";
import * as z from "zod";
import { inBusinessOrder } from "../../rules/orders/back/event-order.ts";
import { contentKeyOf } from "../../rules/orders/event-key.ts";
import { parseStoredEvent, type ErpEvent } from "../../rules/orders/erp-event.ts";
import type { StoredEvent } from "../../rules/orders/invoices.ts";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { products } from "../schema/catalog.ts";
import { desk } from "../schema/desk.ts";
import { erpEvents, orders, type ErpEventState } from "../schema/orders.ts";

export interface NewEvent {
  readonly event: ErpEvent;
  /**
   * received: its order has yet to enter it. waiting: the hub has no such order. desk: an operator must see it first.
   * Null: received or waiting, as the hub knows the order when the event is stored.
   */
  readonly state: Extract<ErpEventState, "received" | "waiting" | "desk"> | null;
}

/** A condition of the batch that stores events: SQL text whose parameters begin at ?4, and their values. */
export interface StoreOnly {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** An event's order, under its property's name. */
const ORDER_ID = columnList(erpEvents, ["orderId"]);
type OrderId = Pick<typeof erpEvents.$inferSelect, "orderId">;

/**
 * The key under which an event of `v` is stored or will be stored. An event without a number has its content as its key.
 * Two events with equal content are one event if at least one of them has no number.
 */
const KEY_OF = sqlText`coalesce(
  (SELECT e.${erpEvents.eventKey} FROM ${erpEvents} AS e
    WHERE e.${erpEvents.orderId} = v.value ->> 'orderId' AND e.${erpEvents.contentKey} = v.value ->> 'contentKey'
      AND (v.value ->> 'key' = v.value ->> 'contentKey' OR e.${erpEvents.eventKey} = e.${erpEvents.contentKey})
    ORDER BY e.${erpEvents.receivedAt}, e.${erpEvents.eventKey} LIMIT 1),
  v.value ->> 'key')`;

const rowOf = ({ event, state }: NewEvent) => ({
  key: event.eventKey,
  orderId: event.orderId,
  type: event.type,
  happenedAt: event.happenedAt,
  body: event,
  contentKey: contentKeyOf(event),
  state,
});

/**
 * Stores events, one statement. A repeated event changes nothing, whether it comes by push or by poll. One exception: an
 * event at the desk for wrong content is replaced when the ERP sends it with other content, because the ERP corrected it.
 */
export function insertEvents(
  db: D1Database,
  events: readonly NewEvent[],
  now: Instant,
  { way = "poll", only }: { readonly way?: "poll" | "push"; readonly only?: StoreOnly | null } = {},
): D1PreparedStatement {
  const { eventKey, orderId, type, happenedAt, body, state, receivedAt, contentKey } = erpEvents;
  return db
    .prepare(
      sqlText`INSERT INTO ${erpEvents}
         (${eventKey}, ${orderId}, ${type}, ${happenedAt}, ${body}, ${state}, ${receivedAt}, ${contentKey}, ${erpEvents.way})
       SELECT k, value ->> 'orderId', value ->> 'type', value ->> 'happenedAt', json_set(value -> 'body', '$.eventKey', k),
              coalesce(value ->> 'state',
                CASE WHEN EXISTS (SELECT 1 FROM ${orders} AS o WHERE o.${orders.orderId} = value ->> 'orderId')
                     THEN 'received' ELSE 'waiting' END),
              ?2, value ->> 'contentKey', ?3
         FROM (SELECT v.value, ${KEY_OF} AS k FROM json_each(?1) AS v)
        WHERE ${only?.sql ?? "true"}
           ON CONFLICT (${eventKey}) DO UPDATE
          SET ${body} = excluded.${body}, ${state} = excluded.${state},
              ${happenedAt} = excluded.${happenedAt}, ${type} = excluded.${type}
        WHERE ${erpEvents}.${state} = 'desk' AND ${erpEvents}.${body} <> excluded.${body}`,
    )
    .bind(jsonRows(events.map(rowOf)), now, way, ...(only?.values ?? []));
}

/** The keys under which these events stand, in their order, once they are stored: for the same batch. */
export const storedKeys = (db: D1Database, events: readonly NewEvent[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`SELECT k AS eventKey, value ->> 'orderId' AS orderId,
                EXISTS (SELECT 1 FROM ${orders} AS o WHERE o.${orders.orderId} = value ->> 'orderId') AS isKnown
         FROM (SELECT v.key AS n, v.value, ${KEY_OF} AS k FROM json_each(?1) AS v) ORDER BY n`,
    )
    .bind(jsonRows(events.map(rowOf)));

export interface StoredKey {
  readonly eventKey: string;
  readonly orderId: string;
  /** 1: the hub knows the order. */
  readonly isKnown: number;
}

export interface EventRow extends Pick<typeof erpEvents.$inferSelect, "body" | "state"> {
  /** JSON: the SKUs of goods by weight among its items. */
  readonly weighed: string;
}

/** Goods by weight among the items of `e`. The number of a product is the first one in its SKU: "P919E1". */
const WEIGHED = sqlText`(SELECT json_group_array(i.value ->> 'sku')
    FROM json_each(CASE WHEN json_valid(e.${erpEvents.body}) THEN e.${erpEvents.body} END, '$.items') AS i
   CROSS JOIN ${products} AS p ON p.${products.seqProduct} = CAST(substr(i.value ->> 'sku', 2) AS INTEGER)
   WHERE p.${products.weighed} = 1)`;

/** Every event of an order: for a batch. */
export const readEvents = (db: D1Database, orderId: string): D1PreparedStatement =>
  db
    .prepare(
      sqlText`SELECT e.${erpEvents.body} AS body, e.${erpEvents.state} AS state, ${WEIGHED} AS weighed
         FROM ${erpEvents} AS e WHERE e.${erpEvents.orderId} = ?1
        ORDER BY e.${erpEvents.happenedAt}, e.${erpEvents.eventKey}`,
    )
    .bind(orderId);

const skuList = z.array(z.string());

export const storedEvents = (rows: readonly EventRow[]): readonly StoredEvent[] =>
  inBusinessOrder(
    rows.map(({ body, state, weighed }) => ({
      event: parseStoredEvent(body),
      state,
      weighed: skuList.parse(JSON.parse(weighed)),
    })),
  );

/** Every event of an order, as they happened. */
export async function eventsOf(db: D1Database, orderId: string): Promise<readonly StoredEvent[]> {
  return storedEvents((await readEvents(db, orderId).all<EventRow>()).results);
}

/** Sets the state of events. For the batch of the step that decides it. */
export function markEvents(
  db: D1Database,
  keys: readonly string[],
  to: Extract<ErpEventState, "applied" | "waiting" | "due" | "desk">,
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

/** Orders of polled events that were never queued: the process died between the page and its message. */
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
 * Stores a person's decision on an event. An alteration, a cancellation or a corrected record counts as applied: the
 * person did it. A waiting invoice becomes `cleared`: no earlier event stops it. An invoice that the order shows already
 * and that waits only for its fulfilment is applied.
 * @returns the order to look at, or null when there is no such event or nothing was left to decide.
 */
export async function resolveEvent(db: D1Database, key: string, now: Instant): Promise<string | null> {
  const { eventKey, type, state, appliedAt } = erpEvents;
  const [resolved] = await db.batch<OrderId>([
    db
      .prepare(
        sqlText`UPDATE ${erpEvents}
            SET ${state} = CASE WHEN ${type} = 'FATURADO' AND ${state} NOT IN ('desk', 'due') THEN 'cleared' ELSE 'applied' END,
                ${appliedAt} = ?2
          WHERE ${eventKey} = ?1 AND ${state} NOT IN ('applied', 'cleared')
          RETURNING ${ORDER_ID}`,
      )
      .bind(key, now),
    // The order is due at once, in case the message that follows is lost.
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

/** Parks the events of an order that the ERP does not have as far as the hub knows, until it has it. @returns their keys */
export async function parkEvents(
  db: D1Database,
  orderId: string,
  states: readonly Extract<ErpEventState, "received" | "waiting">[] = ["received"],
): Promise<readonly string[]> {
  const parked = await plain(db)
    .update(erpEvents)
    .set({ state: "waiting" })
    .where(and(eq(erpEvents.orderId, orderId), inArray(erpEvents.state, [...states])))
    .returning({ eventKey: erpEvents.eventKey });
  return parked.map((row) => row.eventKey);
}

/** Returns those of the orders that have an event which is not entered yet. */
export async function newEventOrders(db: D1Database, orderIds: readonly string[]): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT DISTINCT ${ORDER_ID} FROM ${erpEvents}
        WHERE ${erpEvents.orderId} IN (SELECT value FROM json_each(?1)) AND ${erpEvents.state} = 'received'`,
    )
    .bind(jsonRows(orderIds))
    .all<OrderId>();
  return results.map((row) => row.orderId);
}

/** Events that wait for an order which the hub does not know, the oldest first. */
export async function eventsOfUnknownOrders(db: D1Database, until: Instant, limit: number) {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(erpEvents, ["eventKey", "orderId", "receivedAt"], "e")} FROM ${erpEvents} AS e INDEXED BY erp_events_waiting
        WHERE e.${erpEvents.state} = 'waiting' AND e.${erpEvents.receivedAt} <= ?1
          AND NOT EXISTS (SELECT 1 FROM ${orders} AS o WHERE o.${orders.orderId} = e.${erpEvents.orderId})
        ORDER BY e.${erpEvents.receivedAt} LIMIT ?2`,
    )
    .bind(until, limit)
    .all<Pick<typeof erpEvents.$inferSelect, "eventKey" | "orderId" | "receivedAt">>();
  return results;
}

/** Closes the entries of unknown orders that have come meanwhile. */
export const closeKnownOrders = (db: D1Database, now: Instant): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?1
        WHERE ${desk.area} = 'events' AND ${desk.reason} = 'order-unknown' AND ${desk.state} = 'open'
          AND EXISTS (SELECT 1 FROM ${erpEvents} AS e JOIN ${orders} AS o ON o.${orders.orderId} = e.${erpEvents.orderId}
                       WHERE e.${erpEvents.eventKey} = ${desk}.${desk.ref})`,
    )
    .bind(now);

/** An event as its sender may ask for it. */
export interface EventState extends Pick<
  typeof erpEvents.$inferSelect,
  "eventKey" | "orderId" | "type" | "happenedAt" | "state" | "receivedAt" | "appliedAt" | "way"
> {
  /** 1: the hub knows its order. */
  readonly isKnown: number;
}

export async function readEventState(db: D1Database, key: string): Promise<EventState | null> {
  const columns = ["eventKey", "orderId", "type", "happenedAt", "state", "receivedAt", "appliedAt", "way"] as const;
  return db
    .prepare(
      sqlText`SELECT ${columnList(erpEvents, columns, "e")},
                EXISTS (SELECT 1 FROM ${orders} AS o WHERE o.${orders.orderId} = e.${erpEvents.orderId}) AS isKnown
         FROM ${erpEvents} AS e WHERE e.${erpEvents.eventKey} = ?1`,
    )
    .bind(key)
    .first<EventState>();
}
