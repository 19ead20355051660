import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parseDecimal } from "../../../src/rules/brazil/decimal.ts";
import { milliText } from "../../../src/rules/record/decimal.ts";

it("thousandths have one shortest text, and it reads back", () => {
  expect([12_000, 500, 1_250, 1, 0, -500, -1_500].map(milliText)).toEqual([
    "12",
    "0.5",
    "1.25",
    "0.001",
    "0",
    "-0.5",
    "-1.5",
  ]);
  fc.assert(
    fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (milli) => {
      expect(parseDecimal(milliText(milli), 3)).toEqual({ ok: true, value: milli });
    }),
  );
});
