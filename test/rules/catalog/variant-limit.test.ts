import { assert, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { bulkFrom } from "../../../src/rules/bulk/thresholds.ts";
import {
  LIMIT_FROM,
  LIMIT_PER_DAY,
  limitPlan,
  creationsRemaining,
  isCapped,
} from "../../../src/rules/catalog/variant-limit.ts";

const shop = (shopVariantCount: number, createdToday = 0, underWay = 0) => ({
  plus: false,
  shopVariantCount,
  createdToday,
  underWay,
});

it("C16: a first load of 60,000 SKUs below Plus is 50,000 at once and ten more days", () => {
  expect(limitPlan({ plus: false, shopVariantCount: 0 }, 60_000)).toEqual({ beyond: 10_000, days: 10 });
  expect(limitPlan({ plus: false, shopVariantCount: 0 }, 50_000)).toBeNull();
  expect(limitPlan({ plus: false, shopVariantCount: 59_000 }, 1_001)).toEqual({ beyond: 1_001, days: 2 });
  expect(limitPlan({ plus: true, shopVariantCount: 0 }, 60_000)).toBeNull();
});

it("below 50,000 all up to there may be created today; above it 1,000 a day, less those of bulk jobs", () => {
  expect(creationsRemaining(shop(0))).toBe(50_000);
  expect(creationsRemaining(shop(49_000))).toBe(1_000);
  expect(creationsRemaining(shop(49_990, 49_990, 4))).toBe(6);
  expect(creationsRemaining(shop(49_990, 0, 10))).toBe(990);
  expect(creationsRemaining(shop(50_000))).toBe(1_000);
  expect(creationsRemaining(shop(50_400, 400, 100))).toBe(500);
  expect(creationsRemaining(shop(51_200, 1_200))).toBe(0);
  expect(creationsRemaining({ ...shop(90_000, 5_000), plus: true })).toBe(Infinity);
  expect([isCapped(shop(49_999)), isCapped(shop(50_000)), isCapped({ plus: true, shopVariantCount: 60_000 })]).toEqual([
    false,
    true,
    false,
  ]);
});

it.each([
  [49_998, 2],
  [49_999, 2],
  [49_999, 1_000],
  [50_000, 1_000],
])("C16: with %i variants in the shop, a product that creates %i waits at most a day", (shopVariantCount, makes) => {
  expect(creationsRemaining(shop(shopVariantCount))).toBeGreaterThanOrEqual(makes);
});

it("C16: a day without creates allows the daily number, and no day above 50,000 allows more", () => {
  const size = integer({ min: 0, max: 2 * LIMIT_FROM });
  const some = integer({ min: 0, max: 2 * LIMIT_PER_DAY });
  assert(
    property(size, some, some, (shopVariantCount, createdToday, underWay) => {
      expect(creationsRemaining(shop(shopVariantCount))).toBeGreaterThanOrEqual(LIMIT_PER_DAY);
      const left = creationsRemaining(shop(shopVariantCount, createdToday, underWay));
      const there = shopVariantCount + underWay + left;
      if (left > 0 && there > LIMIT_FROM) expect(createdToday + underWay + left).toBeLessThanOrEqual(LIMIT_PER_DAY);
    }),
  );
});

it("P7: bulk pays from 700 products and from 1,800 products' prices on", () => {
  expect([bulkFrom("products"), bulkFrom("prices")]).toEqual([700, 1_800]);
});
