import type { Deps } from "../../deps.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { closeKnownOrders, eventsOfUnknownOrders } from "../../hub/orders/erp-events.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { reasonOf } from "../../log.ts";

/** Entries of one tick; the rest comes with the next ones. */
const ENTRIES_MAX = 200;
const HOUR_MS = 3_600_000;

/**
 * Shows events whose order never came, once each has waited long enough, and closes the entries of those that came. The
 * ERP may speak of an order before the hub knows it: its webhook was lost, and the sweep has yet to find it.
 */
export async function showUnknownOrders({ db, clock, log }: Pick<Deps, "db" | "clock" | "log">): Promise<void> {
  try {
    const now = clock.now();
    await closeKnownOrders(db, now).run();
    const waiting = await eventsOfUnknownOrders(db, now, ENTRIES_MAX);
    if (waiting.length === 0) return;
    const before = now - (await readOrderRules(db)).unknownOrderHours * HOUR_MS;
    const entries = waiting
      .filter(({ receivedAt }) => receivedAt <= before)
      .map(
        ({ eventKey: ref, orderId }) =>
          ({ area: "events", ref, reason: "order-unknown", params: { orderId: orderId.slice(0, 40) } }) as const,
      );
    if (entries.length > 0) await openEntries(db, entries, now).run();
  } catch (error) {
    log.warn("orders.unknown-not-shown", { reason: reasonOf(error) }); // the next tick looks again
  }
}
