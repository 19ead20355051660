/**
 * Log lines that are data points of Workers Analytics Engine too. Names and places of the fields are a contract
 * (docs/metrics.md): a query that an operator keeps goes by them.
 */

type Line = Readonly<Record<string, unknown>>;

/** One row of the dataset: `index1`, `blob1` …, `double1` … in a query. */
export interface DataPoint {
  readonly indexes: readonly [string];
  readonly blobs: readonly string[];
  readonly doubles: readonly number[];
}

const text = (value: unknown): string =>
  typeof value === "string" ? value.slice(0, 200) : typeof value === "number" ? String(value) : "";
const amount = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

/** A run, or a step of an order; null: the line is none of them. */
export function pointOf(line: Line): DataPoint | null {
  switch (line["event"]) {
    case "run.ended":
    case "load.stopped": // ended by a fault: without counts
      return {
        indexes: ["run"],
        blobs: [
          "run",
          text(line["load"]),
          text(line["outcome"] ?? "failed"),
          text(line["company"]),
          text(line["segment"]),
          text(line["runId"]),
        ],
        doubles: [1, ...RUN.map((name) => amount(line[name]))],
      };
    case "order.step":
      return {
        indexes: ["order-step"],
        blobs: [
          "order-step",
          text(line["step"]),
          text(line["outcome"]),
          text(line["company"]),
          text(line["cause"]),
          text(line["orderId"]),
        ],
        doubles: [1, amount(line["ageMs"])],
      };
    default:
      return null;
  }
}
const RUN = ["ms", "pages", "read", "changed", "unchanged", "refused", "due", "sent", "pending"] as const;

/** Calls of one operation with one outcome. Times in ms. */
export interface CallSum {
  readonly peer: string;
  readonly operation: string;
  readonly outcome: string;
  readonly lane: string;
  readonly calls: number;
  readonly ms: number;
  readonly slowestMs: number;
  /** Points of Shopify's cost bucket. */
  readonly points: number;
}

/** A call to Shopify or the ERP; null: the line is none. */
export function callOf(line: Line): CallSum | null {
  const peer = line["event"] === "shopify.call" ? "shopify" : line["event"] === "erp.call" ? "erp" : null;
  if (peer === null) return null;
  const ms = amount(line["ms"]);
  return {
    peer,
    operation: text(line["operation"]),
    outcome: text(line["outcome"]),
    lane: text(line["lane"]),
    calls: 1,
    ms,
    slowestMs: ms,
    points: amount(line["actualCost"]),
  };
}

export const callKey = ({ peer, operation, outcome, lane }: CallSum): string =>
  JSON.stringify([peer, operation, outcome, lane]);

export const addCalls = (one: CallSum, other: CallSum): CallSum => ({
  ...one,
  calls: one.calls + other.calls,
  ms: one.ms + other.ms,
  slowestMs: Math.max(one.slowestMs, other.slowestMs),
  points: one.points + other.points,
});

export const callPoint = ({ peer, operation, outcome, lane, calls, ms, slowestMs, points }: CallSum): DataPoint => ({
  indexes: ["call"],
  blobs: ["call", operation, outcome, peer, lane, ""],
  doubles: [calls, ms, slowestMs, points],
});
