import { expect, it } from "vitest";
import { backoffMs, stepAfter } from "../../../src/publish/lane/failure-step.ts";
import type { AdminFailure } from "../../../src/shopify/client/result.ts";

it.each<[AdminFailure, string]>([
  [{ kind: "throttled", retryAfterMs: 0 }, "stop"],
  [{ kind: "refused", code: "ACCESS_DENIED", message: "scope" }, "stop"],
  [{ kind: "refused", code: "INVALID", message: "title" }, "refuse"],
])("%j: the lane does %s", (failure, step) => {
  expect(stepAfter(failure)).toBe(step);
});

it("waits 1, 2, 4 minutes …, at most an hour", () => {
  expect([0, 1, 2, 6, 50].map((attempts) => backoffMs(attempts) / 60_000)).toEqual([1, 2, 4, 60, 60]);
});
