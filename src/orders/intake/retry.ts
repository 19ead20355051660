import type { Deps } from "../../deps.ts";
import { readRetryOf } from "../../hub/orders/overview.ts";
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
