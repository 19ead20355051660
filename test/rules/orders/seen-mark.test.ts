import { expect, it } from "vitest";
import { seenMark } from "../../../src/rules/orders/seen-mark.ts";

const UPDATED_AT = "2026-06-02T04:28:55Z";
const SECOND = Date.parse(UPDATED_AT);

it("what is read within its own second, or within what two clocks may differ by, is no mark", () => {
  for (const after of [-1_500, 0, 999, 1_000, 2_999]) expect(seenMark(UPDATED_AT, SECOND + after)).toBeNull();
});

it("what is read once the second is surely over is marked as Shopify wrote it", () => {
  expect(seenMark(UPDATED_AT, SECOND + 3_000)).toBe(UPDATED_AT);
  expect(seenMark("2026-06-02T01:28:55-03:00", SECOND + 3_000)).toBe("2026-06-02T01:28:55-03:00");
});
