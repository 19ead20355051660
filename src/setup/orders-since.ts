import type { Deps } from "../deps.ts";
import { auditAct } from "../hub/loads/audit.ts";
import { readOrdersSince, saveOrdersSince } from "../hub/orders/start-date.ts";

export interface OrdersSinceSet {
  /** ISO 8601, UTC. */
  readonly since: string;
  /** Null: it was not set. */
  readonly before: string | null;
  /** Orders ignored as older than the former instant; the next due run evaluates them again. */
  readonly ordersRequeued: number;
}

/** Sets the instant from which Shopify's orders are ours, with its row in the audit. */
export async function setOrdersSince(
  { db, clock, random, log, who = "api" }: Pick<Deps, "db" | "clock" | "random" | "log" | "who">,
  since: string,
): Promise<OrdersSinceSet> {
  const before = await readOrdersSince(db);
  const at = clock.now();
  const key = { name: "orders-since", company: 0, segment: 0 };
  const act = { at, id: random.uuid(), who, act: "watermark" as const, key, before, after: since };
  const results = await db.batch([...saveOrdersSince(db, since, at), auditAct(db, act)]);
  const ordersRequeued = results[1]?.meta.changes ?? 0;
  log.warn("orders-since.set", { before, after: since, ordersRequeued });
  return { since, before, ordersRequeued };
}
