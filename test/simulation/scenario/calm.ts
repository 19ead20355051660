/**
 * Which minutes of a scenario were calm: nothing went wrong in them, by any fault's own count. Looked at with each step of
 * the Worker, of which every minute has some; it draws no chance and writes nothing, so a scenario is the same with it.
 */
import type { Scenario } from "./scenario.ts";
import { MINUTE_MS } from "./plan.ts";

/** What went wrong is felt for so long: leases run out, retries come after 1, 2, 4 and 8 minutes. */
const FELT_MS = 20 * MINUTE_MS;

export class Calm {
  readonly #troubled = new Set<number>();
  #counted = 0;
  #deliveries = 0;
  #sureFrom = Number.POSITIVE_INFINITY;

  /** Call it often: what was counted since the last call belongs to this minute and the one before. */
  look(scenario: Scenario): void {
    const count = this.#countOf(scenario);
    if (count === this.#counted) return;
    this.#counted = count;
    this.trouble(scenario.scheduler.now());
  }

  /** Something was wrong then, by any other account. */
  trouble(at: number): void {
    this.#troubled.add(Math.floor(at / MINUTE_MS)).add(Math.floor(at / MINUTE_MS) - 1);
  }

  /** From now on nothing goes wrong, whatever was before. */
  sureFrom(at: number): void {
    this.#sureFrom = at;
  }

  /** No trouble between the two instants, nor so shortly before that it is still felt. */
  between(from: number, until: number): boolean {
    if (from >= this.#sureFrom) return true;
    const last = Math.floor(until / MINUTE_MS);
    for (let minute = Math.floor((from - FELT_MS) / MINUTE_MS); minute <= last; minute += 1)
      if (this.#troubled.has(minute)) return false;
    return true;
  }

  #countOf({ faults, cron, queues, systems, isolates, exceptions }: Scenario): number {
    const { shop, erp } = systems;
    for (; this.#deliveries < shop.journal.deliveries.length; this.#deliveries += 1) {
      const delivery = shop.journal.deliveries[this.#deliveries];
      if (delivery && delivery.outcome !== "delivered") this.trouble(delivery.at);
    }
    const { lose, double, delay, reorder } = shop.webhooks.disturbed;
    const { duplicated, atOnce, acksLost, failed, deadLettered } = queues.counts;
    return (
      faults.sum +
      exceptions.sum +
      cron.counts.skipped +
      cron.counts.late +
      cron.counts.twice +
      (duplicated + atOnce + acksLost + failed + deadLettered) +
      (lose + double + delay + reorder) +
      shop.faults.occurred.length +
      shop.bucket.throttled +
      erp.faults.occurred.length +
      erp.state.quirks.occurred.length +
      erp.state.quirks.emptied.length +
      erp.state.strange.occurred.length +
      erp.state.orders.mixedUp.length +
      isolates.died
    );
  }
}
