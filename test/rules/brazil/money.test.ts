import * as fc from "fast-check";
import { expect, it } from "vitest";
import { centsNumber, centsText, milliNumber, parseCents, parseMilli, reais } from "../../../src/rules/brazil/money.ts";

it.each(["", "abc", "1e3", "24,90", "5.005", "--1", "1.2.3", "99999999999999999"])("%s is no amount", (text) => {
  expect(parseCents(text)).toBeNull();
});

it.each([
  ["24.90", 2490],
  ["24.9", 2490],
  [24.9, 2490],
  ["5.000", 500],
  ["-0.05", -5],
  ["-0.00", 0],
  ["7", 700],
  ["1.", 100],
])("%s is %i cents", (text, cents) => {
  expect(parseCents(text)).toBe(cents);
});

it("a fourth place of a quantity is refused, not rounded", () => {
  expect(parseMilli("0.7005")).toBeNull();
  expect(parseMilli("0.700")).toBe(700);
});

it("every amount survives the way to the wire and back", () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), (cents) => {
      expect(parseCents(centsText(cents))).toBe(cents);
      expect(parseCents(JSON.stringify(centsNumber(cents)))).toBe(cents);
      expect(parseMilli(JSON.stringify(milliNumber(cents)))).toBe(cents);
    }),
  );
});

it("money for people", () => {
  expect([reais(123_456_789), reais(-5), reais(0)]).toEqual(["R$ 1.234.567,89", "-R$ 0,05", "R$ 0,00"]);
});
