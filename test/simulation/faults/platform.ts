/** What Cloudflare does wrong in a scenario, besides the outcomes of single steps (scenario/fault-schedule.ts). */
import { noQueueFaults } from "../../../sim/cloudflare/queues.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";

/**
 * From a failed delivery out of the dead-letter queue to the next one: retry_delay (wrangler.toml), lateness, and as long again
 * for one that meets a fault of another kind. By then the storm is still on, and an error in the log is no mistake.
 */
const DEAD_LETTER_COMES_MS = 15 * MINUTE_MS;

/** Chances of crons and queues, for as long as the storm lasts. */
export function schedulePlatformFaults({ plan, streams, scheduler, cron, queues, story }: Scenario): void {
  if (plan.weather === "quiet") return;
  const stream = streams("platform");
  const share = plan.weather === "storm" ? 1 : 0.3;
  const some = (most: number) => (stream.hits(0.6) ? stream.chance() * most * share : 0);
  const cronFaults = { skip: some(0.3), late: some(0.3), twice: some(0.3), lateMs: stream.between(1, 10) * MINUTE_MS };
  const broker = streams("broker");
  const sometimes = (most: number) => (broker.hits(0.5) ? broker.chance() * most * share : 0);
  const queueFaults = {
    ...noQueueFaults,
    duplicate: some(0.3),
    lateMs: stream.hits(0.5) ? stream.between(1, 300) * 1000 : 0,
    deadConsumerMs: stream.between(1, 10) * MINUTE_MS,
    atOnce: sometimes(0.4),
    loseAcks: sometimes(0.3),
  };
  scheduler.at(
    plan.stormFrom,
    () => {
      cron.faults = cronFaults;
      queues.faults = queueFaults;
    },
    false,
  );
  const failing = streams("failing consumers");
  if (!failing.hits(0.15)) return;
  // At once tried again, so a message's twenty retries are over in a minute or two: the dead-letter queue has it.
  const latest = plan.stormUntil - DEAD_LETTER_COMES_MS;
  const from = plan.stormFrom + 1 + Math.floor(failing.chance() * 0.8 * (latest - plan.stormFrom));
  const until = Math.min(latest, from + failing.between(2, 20) * MINUTE_MS);
  const fails = (failConsumer: number) => () => {
    queues.faults = { ...queues.faults, failConsumer };
    story?.(`queues: consumers ${failConsumer > 0 ? "fail before their first step" : "work again"}`);
  };
  scheduler.at(from, fails(1), false);
  scheduler.at(until, fails(0), false);
}
