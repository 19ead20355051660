import { expect, it } from "vitest";
import { addCalls, callOf, callPoint, pointOf } from "../../../src/rules/metrics/points.ts";

it("a run's point has its load, its outcome and every count in its place", () => {
  const line = {
    event: "run.ended",
    load: "stock",
    company: 3,
    segment: 0,
    runId: "r1",
    outcome: "done",
    ms: 1_200,
    pages: 2,
    read: 900,
    changed: 10,
    unchanged: 880,
    refused: 10,
    due: 1,
    sent: 2,
    pending: 3,
  };
  expect(pointOf(line)).toEqual({
    indexes: ["run"],
    blobs: ["run", "stock", "done", "3", "0", "r1"],
    doubles: [1, 1_200, 2, 900, 10, 880, 10, 1, 2, 3],
  });
});

it("a run that a fault ended is failed, without counts", () => {
  expect(pointOf({ event: "load.stopped", load: "skus", company: 0, segment: 0, runId: "r2", reason: "x" })).toEqual({
    indexes: ["run"],
    blobs: ["run", "skus", "failed", "0", "0", "r2"],
    doubles: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  });
});

it("a step of an order has its cause, its outcome and the order's age", () => {
  const line = { event: "order.step", orderId: "6001", step: "submitted", cause: "webhook", outcome: "accepted" };
  expect(pointOf({ ...line, company: null, ageMs: 4_000 })).toEqual({
    indexes: ["order-step"],
    blobs: ["order-step", "submitted", "accepted", "", "webhook", "6001"],
    doubles: [1, 4_000],
  });
});

it("calls of one operation are summed with their slowest; other lines are no points", () => {
  const one = callOf({
    event: "shopify.call",
    operation: "Order",
    outcome: "data",
    lane: "orders",
    ms: 300,
    actualCost: 31,
  });
  const two = callOf({
    event: "shopify.call",
    operation: "Order",
    outcome: "data",
    lane: "orders",
    ms: 500,
    actualCost: 9,
  });
  if (one === null || two === null) throw new Error("no call");
  expect(callPoint(addCalls(one, two))).toEqual({
    indexes: ["call"],
    blobs: ["call", "Order", "data", "shopify", "orders", ""],
    doubles: [2, 800, 500, 40],
  });
  expect(callOf({ event: "erp.call", operation: "GET /Cadastros/Produtos", outcome: "ok", ms: 20 })).toMatchObject({
    peer: "erp",
    points: 0,
  });
  expect([pointOf({ event: "desk.opened" }), callOf({ event: "run.ended" })]).toEqual([null, null]);
});
