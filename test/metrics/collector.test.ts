import { expect, it } from "vitest";
import { createCollector } from "../../src/metrics/collector.ts";

/** As strict as Analytics Engine: one index of 96 bytes, 20 blobs and doubles, 250 points an invocation. */
function dataset() {
  const taken: AnalyticsEngineDataPoint[] = [];
  return {
    taken,
    writeDataPoint(point: AnalyticsEngineDataPoint = {}) {
      if (taken.length >= 250) throw new Error("more than 250 points in an invocation");
      const [index] = point.indexes ?? [];
      if (typeof index !== "string" || point.indexes?.length !== 1 || index.length > 96) throw new Error("index");
      if ((point.blobs?.length ?? 0) > 20 || (point.doubles?.length ?? 0) > 20) throw new Error("too many fields");
      if (point.doubles?.some((value) => !Number.isFinite(value))) throw new Error("no number");
      taken.push(point);
    },
  };
}
const step = (n: number) => ({
  event: "order.step",
  orderId: String(n),
  step: "ready",
  cause: "webhook",
  outcome: "ok",
});

it("a thousand calls of one operation are one point", () => {
  const collector = createCollector();
  for (let n = 0; n < 1_000; n += 1) collector.take({ event: "erp.call", operation: "GET /x", outcome: "ok", ms: 2 });
  const { taken, ...set } = dataset();
  collector.flush(set);
  expect(taken.map(({ doubles }) => doubles)).toEqual([[1_000, 2_000, 2, 0]]);
  const next = dataset();
  collector.flush(next);
  expect(next.taken).toEqual([]);
});

it("what is more than an invocation may write goes with the next one, and nothing twice", () => {
  const collector = createCollector();
  for (let n = 0; n < 300; n += 1) collector.take(step(n));
  const seen: string[] = [];
  for (const size of [200, 100, 0]) {
    const set = dataset();
    collector.flush(set);
    expect(set.taken).toHaveLength(size);
    seen.push(...set.taken.map(({ blobs }) => JSON.stringify(blobs?.[5])));
  }
  expect(new Set(seen).size).toBe(300);
});

it("without a dataset nothing is kept", () => {
  const collector = createCollector();
  for (let n = 0; n < 300; n += 1) collector.take(step(n));
  collector.flush(undefined);
  const set = dataset();
  collector.flush(set);
  expect(set.taken).toEqual([]);
});
