import { expect, it } from "vitest";
import { parseSku, skuNamed, skuOf } from "../../../src/rules/catalog/sku-key.ts";

it("C1: product 919 in packages of 12 is P919E12", () => {
  expect(skuOf(919, 12_000)).toBe("P919E12");
  expect(parseSku("P919E12")).toEqual({ seqProduct: 919, packageMilli: 12_000, sku: "P919E12" });
});

it.each(["", "919E12", "P919", "PE12", "P919E", "P919E0", "P0E1", "P919E-1", "P919E1.2345", "P919E12 X"])(
  "C1: %s is no SKU",
  (text) => {
    expect(parseSku(text)).toBeNull();
  },
);

it.each([
  ["P919E0,5", "P919E0.5"],
  ["p919e0.500", "P919E0.5"],
  ["P00919E012", "P919E12"],
  [" P919E1.000 ", "P919E1"],
])("C1: %s and %s are one SKU", (text, sku) => {
  expect(parseSku(text)?.sku).toBe(sku);
});

const named = (seqProduct: number | null, packageText: string | null, skuText: string | null) =>
  skuNamed({ seqProduct, packageText, skuText })?.sku ?? null;

it("a record names its SKU by the pair, by the text or by both, but not in two ways", () => {
  expect(named(919, "12", null)).toBe("P919E12");
  expect(named(null, null, "P919E12")).toBe("P919E12");
  expect(named(919, null, "P919E12")).toBe("P919E12");
  expect(named(919, "12.000", "P919E12")).toBe("P919E12");
  expect(named(919, "6", "P919E12")).toBeNull();
  expect(named(920, null, "P919E12")).toBeNull();
  expect(named(919, "12", "nonsense")).toBeNull();
  expect(named(919, null, null)).toBeNull();
  expect(named(null, "12", null)).toBeNull();
});
