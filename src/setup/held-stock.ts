import type { Deps } from "../deps.ts";
import { releaseHeld, type HeldKey } from "../hub/stock/stock-cuts.ts";

/** Puts held stock on sale again, with its row in the audit. @returns how many of these were held */
export async function putOnSale(
  { db, clock, random, log, who = "api" }: Pick<Deps, "db" | "clock" | "random" | "log" | "who">,
  keys: readonly HeldKey[],
): Promise<number> {
  const released = await releaseHeld(db, { at: clock.now(), id: random.uuid(), who }, keys);
  log.info("stock.released", { requested: keys.length, released });
  return released;
}
