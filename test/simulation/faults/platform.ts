/** What Cloudflare does wrong in a night, besides the fates of single steps (night/fates.ts). */
import type { Night } from "../night/night.ts";
import { MINUTE_MS } from "../night/plan.ts";

/** Chances of crons and queues, for as long as the storm lasts. */
export function schedulePlatformFaults({ plan, dice, scheduler, cron, queues }: Night): void {
  if (plan.weather === "quiet") return;
  const die = dice("platform");
  const share = plan.weather === "storm" ? 1 : 0.3;
  const some = (most: number) => (die.hits(0.6) ? die.chance() * most * share : 0);
  const cronFaults = { skip: some(0.3), late: some(0.3), twice: some(0.3), lateMs: die.between(1, 10) * MINUTE_MS };
  const queueFaults = {
    duplicate: some(0.3),
    lateMs: die.hits(0.5) ? die.between(1, 300) * 1000 : 0,
    forgetAcks: some(1),
    deadConsumerMs: die.between(1, 10) * MINUTE_MS,
  };
  scheduler.at(
    plan.stormFrom,
    () => {
      cron.faults = cronFaults;
      queues.faults = queueFaults;
    },
    false,
  );
}
