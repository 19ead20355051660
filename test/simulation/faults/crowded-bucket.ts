/** Another client with the app's credentials empties the bucket for minutes: every call that asks for more is THROTTLED. */
import type { Scenario } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";

/** What is left for the Worker: nothing, a mutation at a time, or room for all but the dearest queries. */
const LEAVES = [0, 12, 150] as const;

export function scheduleCrowdedBucket({ plan, streams, systems, story }: Scenario): void {
  if (!plan.features.crowdsBucket) return;
  const stream = streams("crowded bucket");
  const from = plan.stormFrom + Math.floor(stream.chance() * 0.8 * (plan.stormUntil - plan.stormFrom));
  const until = Math.min(plan.stormUntil, from + stream.between(2, 12) * MINUTE_MS);
  const leaves = stream.pick(LEAVES);
  systems.shop.bucket.crowd({ from, until, leaves });
  story?.(
    `  trouble of this scenario: another client empties the bucket to ${leaves} points, for ${(until - from) / MINUTE_MS} minutes`,
  );
}
