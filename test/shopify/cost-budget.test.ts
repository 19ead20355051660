import { expect, it } from "vitest";
import { CostBudget } from "../../src/shopify/client/cost-budget.ts";
import type { Priority } from "../../src/shopify/client/result.ts";

/** A shop of 2000 points and 100/s, as in the first response. */
function known(now = 0, currentlyAvailable = 2000): CostBudget {
  const budget = new CostBudget(now);
  budget.take(0, now).update({ maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 }, now);
  return budget;
}

/** Spends one call of `cost` whenever the lane may; the shop says nothing in between. */
function spent(budget: CostBudget, lane: Priority, cost: number, fromMs: number, untilMs: number): number {
  let points = 0;
  for (let now = fromMs; ;) {
    const waitMs = budget.waitMs(lane, cost, now);
    now += waitMs;
    if (now >= untilMs) return points;
    if (waitMs > 0) continue;
    budget.take(cost, now);
    points += cost;
  }
}

it("the catalogue keeps to 90 % of the restore rate once the burst is spent", () => {
  const budget = known();
  spent(budget, "catalog", 20, 0, 30_000);
  const points = spent(budget, "catalog", 20, 30_000, 130_000);
  expect(points).toBeLessThanOrEqual(9_000 + 20);
  expect(points).toBeGreaterThan(8_900);
});

it("R4: with the catalogue at full speed an order query of 952 points is sent at once", () => {
  const budget = known();
  spent(budget, "catalog", 20, 0, 60_000);
  expect(budget.waitMs("catalog", 200, 60_000)).toBeGreaterThan(0);
  expect(budget.waitMs("orders", 952, 60_000)).toBe(0);
});

it("stock alone may use the whole restore rate", () => {
  const budget = known();
  spent(budget, "stock", 10, 0, 30_000);
  const points = spent(budget, "stock", 10, 30_000, 130_000);
  expect(points).toBeGreaterThanOrEqual(9_990);
  expect(points).toBeLessThanOrEqual(10_010);
});

it("R4: with stock at full speed for minutes, an order query of 952 points is sent at once, and stock waits for its floor", () => {
  const budget = known();
  spent(budget, "stock", 10, 0, 180_000);
  expect(budget.waitMs("orders", 952, 180_000)).toBe(0);
  budget.take(952, 180_000);
  expect(budget.waitMs("stock", 10, 180_000)).toBeGreaterThan(9_000);
});

it("each priority leaves a larger floor than the one before it", () => {
  const waits = (["orders", "stock", "prices", "catalog"] as const).map((lane) => known(0, 1_200).waitMs(lane, 200, 0));
  expect(waits).toEqual([0, 0, 1_000, 2_000]);
  const lower = (["orders", "stock", "prices", "catalog"] as const).map((lane) => known(0, 500).waitMs(lane, 200, 0));
  expect(lower).toEqual([0, 7_000, 8_000, 9_000]);
});

it("a call that costs more than a floor leaves is still sent, from a full bucket", () => {
  expect(known().waitMs("catalog", 1_200, 0)).toBe(0);
});

it("calls in flight are subtracted from the level that the shop reports", () => {
  const budget = known();
  budget.take(500, 0);
  budget.take(100, 0).update({ maximumAvailable: 2000, currentlyAvailable: 600, restoreRate: 100 }, 0);
  expect(budget.waitMs("orders", 200, 0)).toBe(1_000); // 600 − 500 = 100
});

it("R3: two isolates that share a bucket spend no more than its rate and its content", () => {
  const bucket = { available: 2_000, at: 0 };
  const status = () => ({
    maximumAvailable: 2_000,
    currentlyAvailable: Math.floor(bucket.available),
    restoreRate: 100,
  });
  const budgets = [new CostBudget(0), new CostBudget(0)];
  const nextAt = [0, 7];
  let charged = 0;
  let throttles = 0;
  for (let now = 0; now < 120_000; now += 1) {
    bucket.available = Math.min(2_000, bucket.available + 0.1);
    for (const [index, budget] of budgets.entries()) {
      if (now < (nextAt[index] ?? 0)) continue;
      const waitMs = budget.waitMs("catalog", 25, now);
      nextAt[index] = now + Math.max(waitMs, 20);
      if (waitMs > 0) continue;
      const admission = budget.take(25, now);
      if (bucket.available >= 25) {
        bucket.available -= 25;
        charged += 25;
      } else throttles += 1;
      admission.update(status(), now);
    }
  }
  expect(throttles).toBe(0);
  expect(charged).toBeLessThanOrEqual(2_000 + 120 * 100);
  expect(bucket.available).toBeGreaterThan(900); // and the orders' share stood there all the time
});

it("R4: beside a backlog of orders stock and prices get a turn within a minute, of less than a seventh of the rate; the catalogue none", () => {
  for (const lane of ["stock", "prices", "catalog"] as const) {
    const budget = known();
    const took: number[] = [];
    let ordersTook = 0;
    let asksAt = 0;
    const [untilMs, stepMs, order, page] = [600_000, 100, 40, 30];
    for (let now = 0; now < untilMs; now += stepMs) {
      // It sleeps for the time it is given, like a call of the client.
      if (now >= asksAt) {
        const waitMs = budget.waitMs(lane, page, now);
        asksAt = now + waitMs;
        if (waitMs === 0) {
          budget.take(page, now);
          took.push(now);
        }
      }
      while (budget.waitMs("orders", order, now) === 0) {
        budget.take(order, now);
        ordersTook += order;
      }
    }
    const beside = took.filter((at) => at > 10_000);
    const gaps = beside.map((at, n) => at - (beside[n - 1] ?? 10_000));
    expect(lane === "catalog" ? beside.length === 0 : Math.max(...gaps) <= 60_000, lane).toBe(true);
    expect(beside.length * page, lane).toBeLessThan((untilMs / 1_000) * 100 * 0.14);
    expect(ordersTook, lane).toBeGreaterThan((untilMs / 1_000) * 100 * 0.86);
  }
});

it("of orders that the ERP has, one that is under way finds room where one that begins finds none, and new ones before both", () => {
  const budget = known(0, 850);
  expect(budget.waitMs("followUp", 95, 0)).toBeGreaterThan(0);
  expect(budget.waitMs("underWay", 95, 0)).toBe(0);
  const low = known(0, 550);
  expect(low.waitMs("underWay", 95, 0)).toBeGreaterThan(0);
  expect(low.waitMs("orders", 148, 0)).toBe(0);
});

it("a hundred orders under one rate: each that begins ends, however cheap its first call is", () => {
  // A pass is a look of 10 points and a read of 95. Without the two floors looks take all that comes back.
  const budget = known(0, 820);
  const isBegun = Array.from({ length: 100 }, () => false);
  let done = 0;
  for (let now = 0; now < 200_000; now += 100)
    for (let order = 0; order < 100; order += 1) {
      const [lane, cost] = isBegun[order] ? (["underWay", 95] as const) : (["followUp", 10] as const);
      if (budget.waitMs(lane, cost, now) > 0) {
        isBegun[order] = false; // its pass ends, and the next one looks again
        continue;
      }
      budget.take(cost, now);
      if (isBegun[order]) done += 1;
      isBegun[order] = !isBegun[order];
    }
  // 200 s restore 20,000 points, and a pass costs 105.
  expect(done).toBeGreaterThan(180);
});
