/** Fires cron expressions in virtual UTC time, with the faults that Cloudflare allows: skipped, late, twice. */
import type { Scheduler, Timer } from "./scheduler.ts";

const MINUTE_MS = 60_000;

export interface CronFaults {
  /** Chances, per tick. */
  readonly skip: number;
  readonly late: number;
  readonly twice: number;
  /** Longest delay of a late tick, ms. */
  readonly lateMs: number;
}
export const noCronFaults: CronFaults = { skip: 0, late: 0, twice: 0, lateMs: 0 };

export interface CronOptions {
  readonly scheduler: Scheduler;
  readonly chance: () => number;
  readonly expressions: readonly string[];
  readonly fire: (cron: string, scheduledTime: number) => void;
}

export class Cron {
  readonly #options: CronOptions;
  readonly #due: readonly { cron: string; matches: (minute: Date) => boolean }[];
  readonly counts = { ticks: 0, skipped: 0, late: 0, twice: 0 };
  /** Changed by the harness; read at every tick. */
  faults: CronFaults = noCronFaults;
  #next: Timer | undefined;

  constructor(options: CronOptions) {
    this.#options = options;
    this.#due = options.expressions.map((cron) => ({ cron, matches: matcher(cron) }));
  }

  /** Ticks from the next full minute on. */
  start(): void {
    const { scheduler } = this.#options;
    const minute = (Math.floor(scheduler.now() / MINUTE_MS) + 1) * MINUTE_MS;
    this.#next = scheduler.at(minute, () => {
      this.#tick(minute);
      this.start();
    });
  }

  stop(): void {
    this.#next?.cancel();
  }

  #tick(minute: number): void {
    const { scheduler, chance, fire } = this.#options;
    const date = new Date(minute);
    for (const { cron, matches } of this.#due) {
      if (!matches(date)) continue;
      const { skip, late, twice, lateMs } = this.faults;
      this.counts.ticks += 1;
      if (chance() < skip) {
        this.counts.skipped += 1;
        continue;
      }
      const isLate = chance() < late;
      if (isLate) this.counts.late += 1;
      // Jobs of one minute begin in any order, within the second that Cloudflare's scheduler takes at best.
      scheduler.after(Math.floor(chance() * (isLate ? lateMs : 1000)), () => fire(cron, minute));
      if (chance() < twice) {
        this.counts.twice += 1;
        scheduler.after(Math.floor(chance() * 1500), () => fire(cron, minute));
      }
    }
  }
}

/**
 * Whether a minute matches: `*`, `n`, `a-b`, each with `/step`, and lists of them, in five fields (UTC).
 * @throws for anything else (names, L, W, #): what we do not use, we do not half understand.
 */
export function matcher(cron: string): (minute: Date) => boolean {
  const fields = cron.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields.map((field, n) => values(cron, field, RANGES[n] ?? [0, -1]));
  if (fields.length !== 5 || !minute || !hour || !day || !month || !weekday)
    throw new Error(`cron "${cron}": five fields are needed`);
  const anyDay = fields[2] === "*" || fields[4] === "*";
  return (date) => {
    const dayOk = day.has(date.getUTCDate());
    const weekdayOk = weekday.has(date.getUTCDay() + 1); // Cloudflare: 1 is Sunday
    return (
      minute.has(date.getUTCMinutes()) &&
      hour.has(date.getUTCHours()) &&
      month.has(date.getUTCMonth() + 1) &&
      (anyDay ? dayOk && weekdayOk : dayOk || weekdayOk)
    );
  };
}

const RANGES: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [1, 7],
];

function values(cron: string, field: string, [low, high]: readonly [number, number]): ReadonlySet<number> {
  const set = new Set<number>();
  for (const part of field.split(",")) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    const from = Number(match?.[1] ?? low);
    const to = Number(match?.[2] ?? (match?.[1] === undefined || match[3] !== undefined ? high : from));
    const step = Number(match?.[3] ?? 1);
    if (!match || step < 1 || from < low || to > high || from > to)
      throw new Error(`cron "${cron}": "${part}" is not understood`);
    for (let value = from; value <= to; value += step) set.add(value);
  }
  return set;
}
