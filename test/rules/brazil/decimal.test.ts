import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDecimal } from "../../../src/rules/brazil/decimal.ts";

describe("parseDecimal", () => {
  it.each([
    [null, "missing"],
    ["  ", "missing"],
    ["abc", "not-a-number"],
    ["1.2.3", "not-a-number"],
    [".5", "not-a-number"],
    ["NaN", "not-a-number"],
    ["1e21", "not-a-number"],
    ["19.995", "too-many-places"],
    ["0.30000000000000004", "too-many-places"],
    ["1e-7", "too-many-places"],
    ["999999999999", "too-large"],
  ] as const)("%s is no amount: %s", (text, fault) => {
    expect(parseDecimal(text, 2)).toEqual({ ok: false, fault });
  });

  it.each([
    ["119.9", 11990],
    ["119.900000", 11990],
    ["0,1", 10],
    ["12.", 1200],
    ["007", 700],
    ["-0.00", 0],
    ["-1.05", -105],
    ["+3", 300],
    ["99999999999.99", 9999999999999],
  ] as const)("%s is %i cents", (text, value) => {
    expect(parseDecimal(text, 2)).toEqual({ ok: true, value });
  });

  it("every amount that JSON holds as a number is read unchanged", () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999_999_999, max: 9_999_999_999_999 }), (cents) => {
        const text = `${cents < 0 ? "-" : ""}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
        const sent = JSON.parse(text) as number;
        expect(parseDecimal(String(sent), 2)).toEqual({ ok: true, value: cents });
      }),
    );
  });
});
