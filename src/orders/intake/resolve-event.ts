import type { Deps } from "../../deps.ts";
import { closeEntries } from "../../hub/desk/desk.ts";
import { resolveEvent } from "../../hub/orders/erp-events.ts";

/**
 * Applies an operator's decision on an ERP event that waits at the desk. Closes the desk entry and requeues the order.
 * @returns the order's id, or null when there is no such event or it is resolved already
 */
export async function resolveErpEvent(
  { db, clock, orders }: Pick<Deps, "db" | "clock" | "orders">,
  eventKey: string,
): Promise<string | null> {
  const orderId = await resolveEvent(db, eventKey, clock.now());
  if (orderId === null) return null;
  await closeEntries(db, "events", [{ ref: eventKey }], clock.now()).run();
  await orders.send({ orderId, cause: "erp-event" });
  return orderId;
}
