import type { Deps } from "../../deps.ts";
import type { OrderMessage } from "../../env.ts";
import {
  drainOf,
  endDrain,
  moveDrain,
  openDrain,
  readDrain,
  selectDue,
  type Drain,
  type DrainRow,
  type DuePlace,
} from "../../hub/orders/drain.ts";
import { readUnfinishedEnd } from "../../hub/orders/erp-silence.ts";
import { ordersWithNewEvents } from "../../hub/orders/erp-events.ts";
import { reasonOf } from "../../log.ts";
import { goOnMarkingWaiting } from "../erp-silence.ts";

/** Messages that a queue accepts in one call. */
const SEND_MAX = 100;
/**
 * Due orders that are with the queue at a time: eight of its batches. A queue delivers in any order, so this is how far
 * an order may overtake an older one.
 */
export const DRAIN_WINDOW = 240;
/** A backlog of which no batch sent more for so long lost its messages: it is sent from its oldest order again, ms. */
const STALLED_MS = 240_000;
/** Orders with events of one tick; the next tick requeues the rest. */
const EVENTS_MAX = 5_000;
/** Time after which an event's own message counts as lost, ms. */
const EVENT_PATIENCE_MS = 120_000;

/**
 * Requeues work whose message is spent or lost. This covers orders that are due (a lookup, an import, an order on hold,
 * a crashed holder) and orders with events not yet entered. A surplus message has no effect: an order evaluated
 * meanwhile has a later `next_at`.
 *
 * More than a window of them is a backlog, and only its oldest orders are sent. Each batch that works some of them sends
 * as many more (`sendNextDue`). What a crash leaves: orders of a portion that was taken and not sent, or a window whose
 * messages are lost, are still due, and a later tick begins with the oldest again.
 * @param isAnew a backlog begins now, whatever is known of an earlier one
 */
export async function requeueDueOrders(
  deps: Deps,
  { isAnew = false }: { readonly isAnew?: boolean } = {},
): Promise<void> {
  const { db, clock, orders, log } = deps;
  try {
    const now = clock.now();
    const [found, oldest, unfinished] = await db.batch<DrainRow & DuePlace>([
      readDrain(db),
      selectDue(db, now, DRAIN_WINDOW + 1),
      readUnfinishedEnd(db),
    ]);
    // The isolate that heard the ERP again died before all that waited was due.
    if (unfinished?.results.length && (await goOnMarkingWaiting(deps)))
      return await requeueDueOrders(deps, { isAnew: true });
    const drain = drainOf(found);
    const isMoving = !isAnew && drain !== null && drain.movedAt > now - STALLED_MS;
    const due = isMoving ? [] : (oldest?.results ?? []);
    const withEvents = await ordersWithNewEvents(db, now - EVENT_PATIENCE_MS, EVENTS_MAX);
    const window = due.slice(0, DRAIN_WINDOW);
    const last = window.at(-1);
    // Before the messages: the first batch looks for it.
    if (due.length > DRAIN_WINDOW && last) await openDrain(db, last, now);
    else if (drain !== null && !isMoving) await endDrain(db);
    await sendAll(orders, [
      ...window.map(messageOf), // those that the ERP never had come first
      ...withEvents.map((orderId) => ({ orderId, cause: "erp-event" as const })),
    ]);
    if (window.length + withEvents.length > 0)
      log.info("orders.requeued", { due: window.length, withEvents: withEvents.length });
  } catch (error) {
    log.error("orders.requeue-failed", { reason: reasonOf(error) }); // the orders are still due at the next tick
  }
}

/**
 * A batch worked `count` orders that were due: as many more of the backlog follow. Never rejects.
 * @param seen the backlog as the batch found it
 */
export async function sendNextDue({ db, clock, orders, log }: Deps, seen: Drain, count: number): Promise<void> {
  if (count === 0) return;
  try {
    for (let drain: Drain | null = seen; drain !== null; drain = drainOf(await readDrain(db).all<DrainRow>())) {
      const now = clock.now();
      const { results: next } = await selectDue(db, now, count, drain.last).all<DuePlace>();
      const last = next.at(-1);
      if (last === undefined) return await endDrain(db);
      if (!(await moveDrain(db, drain.last, last, now))) continue; // another batch sends these
      return await sendAll(orders, next.map(messageOf));
    }
  } catch (error) {
    log.error("orders.requeue-failed", { reason: reasonOf(error) }); // a later tick begins with the oldest again
  }
}

const messageOf = ({ orderId }: DuePlace) => ({ orderId, cause: "due", isOfBacklog: true }) as const;

async function sendAll(orders: Deps["orders"], messages: readonly OrderMessage[]): Promise<void> {
  for (let at = 0; at < messages.length; at += SEND_MAX)
    await orders.sendBatch(messages.slice(at, at + SEND_MAX).map((body) => ({ body })));
}
