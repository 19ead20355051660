/**
 * Gathers data points from log lines, and writes them when an invocation ends. Analytics Engine takes 250 points an
 * invocation, and a publish run makes more calls than that: calls are summed by operation and outcome.
 * Source: developers.cloudflare.com/analytics/analytics-engine/limits (2026-04-23).
 */
import {
  addCalls,
  callKey,
  callOf,
  callPoint,
  type CallSum,
  type DataPoint,
  pointOf,
} from "../rules/metrics/points.ts";

/** Below the platform's 250. */
const POINTS_AN_INVOCATION = 200;
/** More are dropped, the oldest first: an isolate without a dataset must not grow. */
const KEPT_MAX = 2_000;

export interface Collector {
  take(line: Readonly<Record<string, unknown>>): void;
  /** Writes what has come together, and keeps the rest for the next invocation. */
  flush(dataset: Pick<AnalyticsEngineDataset, "writeDataPoint"> | undefined): void;
}

export function createCollector(): Collector {
  const points: DataPoint[] = [];
  const calls = new Map<string, CallSum>();
  return {
    take(line) {
      const call = callOf(line);
      if (call !== null) {
        const key = callKey(call);
        const before = calls.get(key);
        calls.set(key, before === undefined ? call : addCalls(before, call));
        return;
      }
      const point = pointOf(line);
      if (point === null) return;
      if (points.length >= KEPT_MAX) points.shift();
      points.push(point);
    },
    flush(dataset) {
      const due = [...[...calls.values()].map(callPoint), ...points.splice(0)];
      calls.clear();
      if (dataset === undefined) return;
      for (const { indexes, blobs, doubles } of due.slice(0, POINTS_AN_INVOCATION))
        dataset.writeDataPoint({ indexes: [...indexes], blobs: [...blobs], doubles: [...doubles] });
      points.push(...due.slice(POINTS_AN_INVOCATION));
    },
  };
}
