/** What many scenarios come to. */
import type { ScenarioResult } from "./scenario/run.ts";
import { Tally } from "./scenario/tally.ts";

const SLOWEST = 5;
/** Kinds of steps that the text names; the report has them all. */
const STEPS_SHOWN = 20;

/** What is counted by name. */
const TALLIES = ["faults", "checks", "excuses", "notDerived", "weather", "sizes", "steps"] as const;
/** What is added up. */
const FIGURES = ["seeds", "virtualMs", "orders", "events", "busyMs", "cpuMs"] as const;

/** A summary as data: it can be stored, and summaries can be added. */
export type Sums = Readonly<Record<(typeof FIGURES)[number], number>> &
  Readonly<Record<(typeof TALLIES)[number], Readonly<Record<string, number>>>> & {
    readonly failed: readonly { readonly seed: number; readonly violations: ScenarioResult["violations"] }[];
    readonly broken: readonly { readonly seed: number; readonly reason: string }[];
    readonly slowest: readonly { readonly seed: number; readonly settledMs: number }[];
  };

/** What a scenario cost. */
export interface Cost {
  readonly ms: number;
  /** Of its process, user and system. */
  readonly cpuMs: number;
}

export class Summary {
  seeds = 0;
  virtualMs = 0;
  orders = 0;
  events = 0;
  busyMs = 0;
  cpuMs = 0;
  readonly failed: Sums["failed"][number][] = [];
  readonly broken: Sums["broken"][number][] = [];
  readonly faults = new Tally();
  readonly checks = new Tally();
  readonly excuses = new Tally();
  readonly notDerived = new Tally();
  readonly weather = new Tally();
  readonly sizes = new Tally();
  readonly steps = new Tally();
  slowest: readonly Sums["slowest"][number][] = [];

  add(result: ScenarioResult, { ms, cpuMs }: Cost): void {
    const { seed, violations, weather, size, settledMs } = result;
    this.merge({
      ...result,
      seeds: 1,
      busyMs: ms,
      cpuMs,
      weather: { [weather]: 1 },
      sizes: { [size]: 1 },
      failed: violations.length > 0 ? [{ seed, violations }] : [],
      broken: [],
      slowest: [{ seed, settledMs }],
    });
  }

  merge(sums: Sums): void {
    for (const figure of FIGURES) this[figure] += sums[figure];
    for (const tally of TALLIES) this[tally].addAll(sums[tally]);
    this.failed.push(...sums.failed);
    this.broken.push(...sums.broken);
    this.slowest = [...this.slowest, ...sums.slowest].toSorted((a, b) => b.settledMs - a.settledMs).slice(0, SLOWEST);
  }

  sums(): Sums {
    const { seeds, virtualMs, orders, events, busyMs, cpuMs, failed, broken, slowest } = this;
    const counted = Object.fromEntries(TALLIES.map((tally) => [tally, this[tally].sorted()]));
    const byName = counted as Pick<Sums, (typeof TALLIES)[number]>;
    return { seeds, virtualMs, orders, events, busyMs, cpuMs, failed, broken, slowest, ...byName };
  }

  /** Scenarios a second of CPU: what the machine does beside them does not count. */
  get perCpuSecond(): number {
    return this.seeds / (this.cpuMs / 1000);
  }

  report(): Record<string, unknown> {
    return {
      seeds: this.seeds,
      violations: this.failed.reduce((sum, { violations }) => sum + violations.length, 0),
      failedSeeds: this.failed,
      broken: this.broken,
      faults: this.faults.sorted(),
      faultsInjected: this.faults.total,
      checks: this.checks.sorted(),
      excuses: this.excuses.sorted(),
      notDerived: this.notDerived.sorted(),
      weather: this.weather.sorted(),
      sizes: this.sizes.sorted(),
      steps: { kinds: Object.keys(this.steps.counts).length, taken: this.steps.total, byKind: this.steps.sorted() },
      orders: this.orders,
      virtualHours: Math.round(this.virtualMs / 3_600_000),
      slowestToSettle: this.slowest.map(({ seed, settledMs }) => ({ seed, minutes: Math.round(settledMs / 60_000) })),
      seedsPerSecondAndCore: rounded(this.seeds / (this.busyMs / 1000)),
      seedsPerCpuSecond: rounded(this.perCpuSecond),
      cpuSeconds: Math.round(this.cpuMs / 1000),
    };
  }

  text(): string {
    return [
      "",
      `faults that occurred (${this.faults.total}):`,
      ...lines(this.faults.sorted()),
      `invariants checked (${this.checks.total}):`,
      ...lines(this.checks.sorted()),
      `excused (${this.excuses.total}):`,
      ...lines(this.excuses.sorted()),
      `fields that the oracle does not derive by themselves (${this.notDerived.total}):`,
      ...lines(this.notDerived.sorted()),
      `steps by door and port (${this.steps.total} of ${Object.keys(this.steps.counts).length} kinds):`,
      ...lines(byDoor(this.steps.counts)),
      `the most frequent kinds of steps:`,
      ...lines(mostOf(this.steps.counts)),
      `scenarios: ${JSON.stringify(this.weather.sorted())}, ${JSON.stringify(this.sizes.sorted())}; ${this.orders} orders; ${Math.round(this.virtualMs / 3_600_000)} virtual hours`,
      `slowest to settle: ${this.slowest.map(({ seed, settledMs }) => `seed ${seed} ${Math.round(settledMs / 60_000)} min`).join(", ")}`,
      `${this.seeds} scenarios in ${Math.round(this.cpuMs / 1000)} s of CPU: ${this.perCpuSecond.toFixed(1)} a second of CPU, ${(this.seeds / (this.busyMs / 1000)).toFixed(1)} a second and process`,
      `${this.failed.length} bad scenarios, ${this.broken.length} that broke the harness`,
      ...(this.failed.length > 0
        ? [
            `bad: ${this.failed
              .slice(0, 40)
              .map(({ seed }) => seed)
              .join(" ")}`,
          ]
        : []),
    ].join("\n");
  }
}

const lines = (counts: Readonly<Record<string, number>>): string[] =>
  Object.entries(counts).map(([name, count]) => `  ${String(count).padStart(9)}  ${name}`);

/** "cron d1: 3 kinds" → steps. */
function byDoor(steps: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const groups = Map.groupBy(Object.entries(steps), ([name]) => name.split(" ").slice(0, 2).join(" "));
  return Object.fromEntries(
    [...groups]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, kinds]) => [`${group}: ${kinds.length} kinds`, kinds.reduce((sum, [, count]) => sum + count, 0)]),
  );
}

const mostOf = (steps: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(steps)
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, STEPS_SHOWN)
      .map(([name, count]) => [name.length > 90 ? `${name.slice(0, 90)}…` : name, count]),
  );

const rounded = (value: number): number => Math.round(value * 10) / 10;
