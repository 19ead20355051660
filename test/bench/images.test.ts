import { expect, it } from "vitest";
import { measureImageRate } from "../../bench/images/rate.ts";

it("pictures of a small shop reach their products with fewer calls than pictures", async () => {
  const { pictures, calls, points, complaints } = await measureImageRate(60, "standard");
  expect(complaints).toEqual([]);
  expect(pictures).toBeGreaterThan(40);
  expect(calls).toBeLessThan(pictures);
  expect(points).toBeLessThan(10 * pictures);
});
