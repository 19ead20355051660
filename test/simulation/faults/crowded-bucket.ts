/** Somebody else with the app's credentials empties the bucket for minutes: every call that asks for more is THROTTLED. */
import type { Night } from "../night/night.ts";
import { MINUTE_MS } from "../night/plan.ts";

/** What is left to us: nothing, a mutation at a time, or room for all but the dearest queries. */
const LEAVES = [0, 12, 150] as const;

export function scheduleCrowdedBucket({ plan, dice, houses, story }: Night): void {
  if (!plan.lanes.crowdsBucket) return;
  const die = dice("crowded bucket");
  const from = plan.stormFrom + Math.floor(die.chance() * 0.8 * (plan.stormUntil - plan.stormFrom));
  const until = Math.min(plan.stormUntil, from + die.between(2, 12) * MINUTE_MS);
  const leaves = die.pick(LEAVES);
  houses.shop.bucket.crowd({ from, until, leaves });
  story?.(
    `  trouble of this night: somebody else empties the bucket to ${leaves} points, for ${(until - from) / MINUTE_MS} minutes`,
  );
}
