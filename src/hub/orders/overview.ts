/** Orders for an operator: counts, a list, and one order with its timeline and events. */
import { desc, eq } from "drizzle-orm";
import { maskedValue } from "../../rules/orders/people/corrections.ts";
import { MOVES, type OrderState } from "../../rules/orders/state-machine.ts";
import { plain } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { endedOrders, type orderCorrections, orders } from "../schema/orders.ts";
import { eventsOf } from "./erp-events.ts";
import { listCorrections } from "./people/corrections.ts";
import { type HeldNote, heldNoteOf } from "./people/held.ts";
import { readTimeline } from "./timeline.ts";

const SUMMARY = {
  orderId: orders.orderId,
  name: orders.name,
  state: orders.state,
  reason: orders.reason,
  company: orders.company,
  totalCents: orders.totalCents,
  seqPedido: orders.seqPedido,
  nroPedVenda: orders.nroPedVenda,
  foundBy: orders.foundBy,
  createdAt: orders.createdAt,
  updatedAt: orders.updatedAt,
} as const;

const DETAIL = {
  ...SUMMARY,
  shopUpdatedAt: orders.shopUpdatedAt,
  submittedAt: orders.submittedAt,
  posts: orders.posts,
  importedAt: orders.importedAt,
  attempts: orders.attempts,
  nextAt: orders.nextAt,
  leaseUntil: orders.leaseUntil,
  heldAt: orders.heldAt,
} as const;

export type OrderCount = Readonly<Pick<typeof orders.$inferSelect, "state" | "reason" | "foundBy">> & {
  readonly orders: number;
};

/** States in which orders end: a counter changes when an order reaches or leaves them (migrations/0012). */
const ENDED: readonly OrderState[] = ["invoiced", "cancelled", "ignored"];
const OPEN = (Object.keys(MOVES) as OrderState[]).filter((state) => !ENDED.includes(state)); // a record of every state

/** How many orders stand in each state, why, and how each was found: open ones by the index, ended ones by their counters. */
export async function countOrders(db: D1Database): Promise<readonly OrderCount[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${orders.state}, ${orders.reason}, ${columnList(orders, ["foundBy"])}, count(*) AS orders
         FROM ${orders} INDEXED BY orders_by_state
        WHERE ${orders.state} IN (${OPEN.map((state) => `'${state}'`).join()})
        GROUP BY ${orders.state}, ${orders.reason}, ${orders.foundBy}
       UNION ALL
       SELECT ${endedOrders.state}, nullif(${endedOrders.reason}, ''), ${endedOrders.foundBy}, ${endedOrders.orders} FROM ${endedOrders}
        WHERE ${endedOrders.orders} > 0
        ORDER BY 1, 2, 3`,
    )
    .all<OrderCount>();
  return results;
}

/** Orders of one state, the last changed first. Amounts in cents, instants in epoch milliseconds. */
export function listOrders(db: D1Database, state: OrderState, limit: number) {
  return plain(db)
    .select(SUMMARY)
    .from(orders)
    .where(eq(orders.state, state))
    .orderBy(desc(orders.updatedAt))
    .limit(limit);
}

/** A person's value for an order, masked. */
export type ShownOrderCorrection = Readonly<
  Pick<typeof orderCorrections.$inferSelect, "field" | "value" | "note" | "who" | "at">
>;

/** Since when a person holds an order, epoch ms; without a note when its timeline has left the hub. */
export type ShownHold = Readonly<{ at: number }> & Partial<HeldNote>;

/** One order with its timeline, the ERP's events, and what a person corrected or holds of it; null when it is unknown. */
export async function readOrder(db: D1Database, orderId: string) {
  const [row] = await plain(db).select(DETAIL).from(orders).where(eq(orders.orderId, orderId));
  if (!row) return null;
  const { heldAt, ...order } = row;
  const [timeline, events, typed] = await Promise.all([
    readTimeline(db, orderId),
    eventsOf(db, orderId),
    listCorrections(db, orderId),
  ]);
  const corrections: readonly ShownOrderCorrection[] = typed.map(({ field, value, note, who, at }) => ({
    field,
    value: maskedValue(field, value),
    note,
    who,
    at,
  }));
  const note = heldNoteOf(timeline.findLast(({ step }) => step === "held")?.detail ?? null);
  const held: ShownHold | null = heldAt === null ? null : { at: heldAt, ...note };
  return { order, timeline, events, corrections, held };
}

/** What a retry depends on; null: the order is unknown. */
export async function readRetryOf(db: D1Database, orderId: string) {
  const { state, reason, submittedAt, leaseUntil } = orders;
  const [order] = await plain(db)
    .select({ state, reason, submittedAt, leaseUntil })
    .from(orders)
    .where(eq(orders.orderId, orderId));
  return order ?? null;
}

/** The same of many orders; unknown ones are absent. */
export async function readRetriesOf(db: D1Database, orderIds: readonly string[]) {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(orders, ["orderId", "state", "reason", "submittedAt", "leaseUntil"])} FROM ${orders}
        WHERE ${orders.orderId} IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows(orderIds))
    .all<Pick<typeof orders.$inferSelect, "orderId" | "state" | "reason" | "submittedAt" | "leaseUntil">>();
  return results;
}
