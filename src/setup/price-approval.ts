import type { Deps } from "../deps.ts";
import { auditAct } from "../hub/loads/audit.ts";
import { approvePrices, countWaiting } from "../hub/prices/shop-prices.ts";

/** Prices that the audit names one by one. */
const NAMED_MAX = 10;

/** Approves exactly these pending prices, with its row in the audit. @returns how many waited with exactly this price */
export async function letPricesPass(
  { db, log, clock, random, who = "api" }: Pick<Deps, "db" | "log" | "clock" | "random" | "who">,
  prices: Parameters<typeof approvePrices>[1],
  note: string | null = null,
): Promise<number> {
  const named = prices.slice(0, NAMED_MAX).map(({ target, sku, pendingCents }) => `${sku}@${target}=${pendingCents}`);
  const approved = await approvePrices(db, prices, [
    auditAct(db, {
      at: clock.now(),
      id: random.uuid(),
      who,
      act: "price-approve",
      key: { name: "publish-prices/price-drop", company: 0, segment: 0 },
      before: named.join(", "),
      after: note,
      rows: await countWaiting(db, prices),
    }),
  ]);
  log.info("price.approved", { requested: prices.length, approved });
  return approved;
}
