import type { Deps } from "../deps.ts";
import { approvePrices } from "../hub/prices/shop-prices.ts";

/** Approves exactly these pending prices. @returns how many waited with exactly this price */
export async function letPricesPass(
  { db, log }: Pick<Deps, "db" | "log">,
  prices: Parameters<typeof approvePrices>[1],
): Promise<number> {
  const approved = await approvePrices(db, prices);
  log.info("price.approved", { requested: prices.length, approved });
  return approved;
}
