/**
 * Messages about one order are one evaluation, and an evaluation that would find nothing new is none: one read of the
 * hub says so for a whole batch.
 */
import type { OrderMessage } from "../../env.ts";
import { knownOrders, type KnownOrder } from "../../hub/orders/orders.ts";
import type { Instant } from "../../ports.ts";
import { isSeen } from "../../rules/orders/seen-mark.ts";
import type { OrderDeps } from "../step.ts";

/**
 * The cause that evaluates most comes first: a deletion is nowhere else, and an operator's
 * request includes what the others do.
 */
const CAUSES: readonly OrderMessage["cause"][] = ["deleted", "person", "erp-event", "webhook", "sweep", "due"];

/** The messages of one order as one: the strongest cause. */
export function mergedMessage(messages: readonly [OrderMessage, ...OrderMessage[]]): OrderMessage {
  return messages.reduce((merged, next) => (CAUSES.indexOf(next.cause) < CAUSES.indexOf(merged.cause) ? next : merged));
}

/**
 * The orders of a batch for which none of their messages brings anything new. Reads the hub once, and not at all when
 * every order has to be evaluated anyway.
 */
export async function ordersWithoutNews(
  { db, clock }: Pick<OrderDeps, "db" | "clock">,
  batch: ReadonlyMap<string, readonly OrderMessage[]>,
): Promise<ReadonlySet<string>> {
  const askable = [...batch].filter(([, messages]) => !messages.some(bringsNews)).map(([orderId]) => orderId);
  if (askable.length === 0) return new Set();
  const known = await knownOrders(db, askable);
  const now = clock.now();
  return new Set(
    askable.filter((orderId) => {
      const order = known.get(orderId);
      return order !== undefined && (batch.get(orderId) ?? []).every((message) => isKnown(message, order, now));
    }),
  );
}

/** An operator's request, an event of the ERP, and a change without a time: the order's row cannot answer these. */
const bringsNews = ({ cause, updatedAt }: OrderMessage): boolean =>
  cause === "deleted" || cause === "person" || cause === "erp-event" || (cause !== "due" && updatedAt === undefined);

function isKnown({ cause, updatedAt }: OrderMessage, { state, shopUpdatedAt, nextAt }: KnownOrder, now: Instant) {
  if (cause === "due") return nextAt === null || nextAt > now;
  return state === "cancelled" || isSeen(updatedAt, shopUpdatedAt); // a cancelled order has no further step
}
