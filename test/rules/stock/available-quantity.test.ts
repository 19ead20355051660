import { describe, expect, it } from "vitest";
import { desiredStock, type StockFacts } from "../../../src/rules/stock/available-quantity.ts";

const unitsOf = (facts: Partial<StockFacts>): unknown => {
  const desired = desiredStock({
    quantityMilli: 10_000,
    quantityIn: "units",
    unlimited: false,
    reservedMilli: 0,
    safetyMilli: 0,
    weighed: false,
    multipleMilli: null,
    packageMilli: 1000,
    productActive: true,
    skuActive: true,
    onSale: true,
    held: false,
    ...facts,
  });
  return desired.kind === "units" ? desired.units : desired;
};
const CASE = { packageMilli: 12_000 };
const CHEESE = { weighed: true, multipleMilli: 100 };

// The table of docs/stock.md, by the settings it names.
describe("S9: each setting of the formula has the documented result", () => {
  it.each([
    ["ERP 10, nothing else", {}, 10],
    ["less our orders that it has not imported", { reservedMilli: 3_000 }, 7],
    ["less the company's safety stock", { reservedMilli: 3_000, safetyMilli: 2_000 }, 5],
    ["nothing of what the store cut again and again", { held: true }, 0],
    ["below zero is zero", { reservedMilli: 9_000, safetyMilli: 2_000 }, 0],
    ["the ERP's own figure below zero is zero", { quantityMilli: -4_000 }, 0],
    ["units, by the case of 12", { ...CASE, quantityMilli: 37_250 }, 3],
    ["packages, by the case of 12", { ...CASE, quantityMilli: 3_000, quantityIn: "packages" }, 3],
    [
      "packages, less 2 pieces kept back",
      { ...CASE, quantityMilli: 3_000, quantityIn: "packages", safetyMilli: 2_000 },
      2,
    ],
    ["a part of a package is the pieces in it", { ...CASE, quantityMilli: 2_999, quantityIn: "packages" }, 2],
    ["kilograms by 100 g", { ...CHEESE, quantityMilli: 3_750 }, 37],
    [
      "kilograms are kilograms also where packages are counted",
      { ...CHEESE, quantityMilli: 3_750, quantityIn: "packages" },
      37,
    ],
  ] as const)("%s", (_, facts, units) => {
    expect(unitsOf(facts)).toBe(units);
  });
});

it("goods without a count are never held", () => {
  expect(unitsOf({ held: true, unlimited: true })).toEqual({ kind: "unlimited" });
});

it.each([
  ["999,999,999 packages of 12", { quantityMilli: 999_999_999_000, packageMilli: 12_000 }],
  ["below zero as well", { quantityMilli: -999_999_999_000, packageMilli: 12_000 }],
])("a quantity of packages beyond the integers is refused without an exception: %s", (_, facts) => {
  expect(unitsOf({ quantityIn: "packages", ...facts })).toEqual({ kind: "invalid", reason: "quantity-too-large" });
});

it("the largest integer quantity of packages is shown as Shopify's maximum", () => {
  expect(unitsOf({ quantityIn: "packages", quantityMilli: 750_599_937_000, packageMilli: 12_000 })).toBe(750_599_937);
});
