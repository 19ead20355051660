/** Orders as an operator asks for them: counts, a list, one with everything known of it. */
import { asc, count, desc, eq } from "drizzle-orm";
import type { OrderState } from "../../rules/orders/state-machine.ts";
import { plain } from "../d1/drizzle.ts";
import { orders } from "../schema/orders.ts";
import { eventsOf } from "./erp-events.ts";
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
  importedAt: orders.importedAt,
  attempts: orders.attempts,
  nextAt: orders.nextAt,
  leaseUntil: orders.leaseUntil,
} as const;

/** How many orders stand in each state, and how each was found. */
export function countOrders(db: D1Database) {
  return plain(db)
    .select({ state: orders.state, foundBy: orders.foundBy, count: count() })
    .from(orders)
    .groupBy(orders.state, orders.foundBy)
    .orderBy(asc(orders.state));
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

/** One order with its timeline and the ERP's events; null when it is unknown. */
export async function readOrder(db: D1Database, orderId: string) {
  const [order] = await plain(db).select(DETAIL).from(orders).where(eq(orders.orderId, orderId));
  if (!order) return null;
  const [timeline, events] = await Promise.all([readTimeline(db, orderId), eventsOf(db, orderId)]);
  return { order, timeline, events };
}
