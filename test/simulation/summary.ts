/** What many scenarios come to. */
import type { ScenarioResult } from "./scenario/run.ts";
import { Tally } from "./scenario/tally.ts";

const SLOWEST = 5;

export class Summary {
  seeds = 0;
  virtualMs = 0;
  orders = 0;
  events = 0;
  busyMs = 0;
  readonly failed: { readonly seed: number; readonly violations: ScenarioResult["violations"] }[] = [];
  readonly broken: { readonly seed: number; readonly reason: string }[] = [];
  readonly faults = new Tally();
  readonly checks = new Tally();
  readonly excuses = new Tally();
  readonly weather = new Tally();
  readonly steps = new Tally();
  slowest: { readonly seed: number; readonly settledMs: number }[] = [];

  add(
    { seed, violations, faults, checks, excuses, steps, weather, virtualMs, settledMs, orders, events }: ScenarioResult,
    ms: number,
  ): void {
    this.seeds += 1;
    this.virtualMs += virtualMs;
    this.orders += orders;
    this.events += events;
    this.busyMs += ms;
    this.faults.addAll(faults);
    this.checks.addAll(checks);
    this.excuses.addAll(excuses);
    this.steps.addAll(steps);
    this.weather.add(weather);
    if (violations.length > 0) this.failed.push({ seed, violations });
    this.slowest = [...this.slowest, { seed, settledMs }].sort((a, b) => b.settledMs - a.settledMs).slice(0, SLOWEST);
  }

  report(seconds: number, processes: number): Record<string, unknown> {
    return {
      seeds: this.seeds,
      violations: this.failed.reduce((sum, { violations }) => sum + violations.length, 0),
      failedSeeds: this.failed,
      broken: this.broken,
      faults: this.faults.sorted(),
      faultsInjected: this.faults.total,
      checks: this.checks.sorted(),
      excuses: this.excuses.sorted(),
      weather: this.weather.sorted(),
      steps: { kinds: Object.keys(this.steps.counts).length, taken: this.steps.total, byKind: this.steps.sorted() },
      orders: this.orders,
      virtualHours: Math.round(this.virtualMs / 3_600_000),
      slowestToSettle: this.slowest.map(({ seed, settledMs }) => ({ seed, minutes: Math.round(settledMs / 60_000) })),
      seedsPerSecond: rounded(this.seeds / seconds),
      seedsPerSecondAndCore: rounded(this.seeds / (this.busyMs / 1000)),
      processes,
      seconds: Math.round(seconds),
    };
  }

  text(seconds: number, processes: number): string {
    return [
      "",
      `faults that occurred (${this.faults.total}):`,
      ...lines(this.faults.sorted()),
      `invariants checked (${this.checks.total}):`,
      ...lines(this.checks.sorted()),
      `excused (${this.excuses.total}):`,
      ...lines(this.excuses.sorted()),
      `scenarios: ${JSON.stringify(this.weather.sorted())}; ${this.orders} orders; ${Math.round(this.virtualMs / 3_600_000)} virtual hours`,
      `steps: ${this.steps.total} of ${Object.keys(this.steps.counts).length} kinds`,
      `slowest to settle: ${this.slowest.map(({ seed, settledMs }) => `seed ${seed} ${Math.round(settledMs / 60_000)} min`).join(", ")}`,
      `${this.seeds} scenarios in ${seconds.toFixed(0)} s: ${(this.seeds / seconds).toFixed(1)} a second in ${processes} processes, ${(this.seeds / (this.busyMs / 1000)).toFixed(1)} a second and process`,
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

const rounded = (value: number): number => Math.round(value * 10) / 10;
