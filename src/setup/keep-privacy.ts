import type { Deps } from "../deps.ts";
import { closeEntries, openEntries } from "../hub/desk/desk.ts";
import { redactPortion, waitingRedactions } from "../hub/privacy/redactions.ts";
import { emptyShopPortion } from "../hub/privacy/shop-redact.ts";
import type { Run } from "../job.ts";
import { REF } from "../rules/record/desk-entry.ts";

/** Shopify gives 30 days; ten are left to end the orders. */
const WAITS_MS = 20 * 86_400_000;
/** A batch each; what is left goes in an hour. */
const PORTIONS_MAX = 100;

/**
 * Cleans the orders that ended since a customer asked, and empties the hub of a shop that left. An order that does not
 * end in time is an entry of the desk.
 */
export async function keepPrivacy({ db, clock, log }: Deps, run: Run): Promise<void> {
  let portions = 0;
  while (portions < PORTIONS_MAX && !run.outOfTime() && (await emptyShopPortion(db, clock.now()))) portions += 1;
  if (portions > 0) log.info("privacy.shop-emptied", { portions });
  let orders = 0;
  for (let more = true; more && !run.outOfTime();) {
    const portion = await redactPortion(db, clock.now());
    orders += portion.orders;
    more = portion.more;
  }
  if (orders > 0) log.info("privacy.redacted", { orders });
  const waiting = await waitingRedactions(db, clock.now() - WAITS_MS);
  const key = { ref: REF.redactions };
  const entry = { area: "queue", ...key, reason: "privacy-redact-waits", params: { orders: waiting } } as const;
  const now = clock.now();
  await (waiting > 0 ? openEntries(db, [entry], now) : closeEntries(db, "queue", [key], now)).run();
}
