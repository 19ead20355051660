import type { Deps } from "../../deps.ts";
import { readRetriesOf, readRetryOf } from "../../hub/orders/overview.ts";
import { planRetry, type RetryPlan } from "./plan-retry.ts";

/**
 * An operator asks for an order again. Only requests: the order is evaluated in its own invocation, by the usual machine.
 * @returns what will be done, or why nothing can be done now; null: the hub does not know the order
 */
export async function retryOrder(
  { config, db, clock, orders, log }: Pick<Deps, "config" | "db" | "clock" | "orders" | "log">,
  orderId: string,
): Promise<RetryPlan | null> {
  const order = await readRetryOf(db, orderId);
  if (order === null) return null;
  const plan = planRetry(order, { hasLookup: config.erp.hasOrderLookup, now: clock.now() });
  if (plan.ok) await orders.send({ orderId, cause: "person" });
  log.info("order.retry-requested", { orderId, state: order.state, plan: plan.ok ? plan.action : plan.reason });
  return plan;
}

/** Messages that one call of the queue takes. */
const BATCH = 100;

/**
 * The same for many orders: each by its own plan. Only those that can go on are requested.
 * @returns how many were requested, and how many cannot be retried now
 */
export async function retryOrders(
  { config, db, clock, orders, log }: Pick<Deps, "config" | "db" | "clock" | "orders" | "log">,
  orderIds: readonly string[],
): Promise<{ readonly queued: number; readonly refused: number }> {
  const known = await readRetriesOf(db, orderIds);
  const now = clock.now();
  const going = known.filter((order) => planRetry(order, { hasLookup: config.erp.hasOrderLookup, now }).ok);
  for (let n = 0; n < going.length; n += BATCH)
    await orders.sendBatch(
      going.slice(n, n + BATCH).map(({ orderId }) => ({ body: { orderId, cause: "person" as const } })),
    );
  log.info("order.retries-requested", { orders: orderIds.length, queued: going.length });
  return { queued: going.length, refused: orderIds.length - going.length };
}
