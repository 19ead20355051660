import { expect, it } from "vitest";
import type { Finding, Found } from "../../../src/rules/drift/compare.ts";
import { compareDocument, compareListPrice, sentDocument } from "../../../src/rules/drift/prices.ts";

const pair = (priceCents: number, compareAtCents: number | null = null) => ({ priceCents, compareAtCents });
const row = { seqProduct: 1, sku: "P1E1", company: 3, target: "list-42" };

it.each([
  ["another price", pair(1_500), pair(1_499), "list-price 1500 1499"],
  ["another strike-through price", pair(990, 1_500), pair(990), "list-price 990/1500 990"],
  ["no price", pair(1_500), null, "list-price 1500 –"],
  ["a price where the hub has none", null, pair(100), "list-price-extra – 100"],
] as const)("finds in a list %s", (_, price, live, finding) => {
  const found = compareListPrice({ ...row, price }, live);
  expect(found).toMatchObject({ seqProduct: 1, sku: "P1E1", company: 3, target: "list-42" });
  expect([found?.kind, found?.expected ?? "–", found?.actual ?? "–"].join(" ")).toBe(finding);
});

it("a list that shows what was sent, or none where none is to be, is no finding", () => {
  expect(compareListPrice({ ...row, price: pair(990, 1_500) }, pair(990, 1_500))).toBeNull();
  expect(compareListPrice({ ...row, price: null }, null)).toBeNull();
});

const part = (company: number, priceCents: number | null, over: object = {}) => ({
  company,
  priceCents,
  compareAtCents: null,
  erpPriceCents: priceCents,
  weighed: false,
  offers: null,
  ...over,
});

it("the document as sent has the companies with a price, and the price of 1 kg for weighed goods", () => {
  const parts = [part(7, 70, { weighed: true, erpPriceCents: 699 }), part(3, 2_490, { compareAtCents: 2_990 })];
  expect(JSON.parse(sentDocument([...parts, part(5, null, { erpPriceCents: 100 })]) ?? "")).toEqual({
    3: { price: 2_490, compareAtPrice: 2_990 },
    7: { price: 70, unitPrice: 699, unit: "kg" },
  });
});

it("a variant without any sent price has no document; one removed everywhere has an empty one", () => {
  expect(sentDocument([])).toBeNull();
  expect(sentDocument([part(3, null)])).toBeNull();
  expect(sentDocument([part(3, null, { erpPriceCents: 100 })])).toBe("{}");
});

const plain: Found = (kind, sku, expected, actual, target = ""): Finding => ({
  kind,
  seqProduct: 1,
  sku,
  company: 0,
  target,
  expected,
  actual,
});
const documents = (expected: string | null, live: string | null) =>
  compareDocument("P1E1", expected, live, plain).map(({ kind, expected: e, actual: a }) => [kind, e, a]);

it("finds a missing document or another price, and names only the companies that differ", () => {
  const sent = '{"1":{"price":990},"2":{"price":1500,"compareAtPrice":1900}}';
  expect(documents(sent, null)).toEqual([
    ["price-metafield", '{"1":{"price":990},"2":{"compareAtPrice":1900,"price":1500}}', null],
  ]);
  expect(documents(sent, '{"1":{"price":990},"2":{"price":1500},"9":{"price":1}}')).toEqual([
    ["price-metafield", '{"2":{"compareAtPrice":1900,"price":1500}}', '{"2":{"price":1500},"9":{"price":1}}'],
  ]);
  expect(documents(sent, "[]")).toEqual([["price-metafield", sent, "[]"]]);
});

it("a document in another order and with other blanks is the same; an empty one is as good as none", () => {
  const sent = '{"1":{"price":990},"2":{"price":1500,"compareAtPrice":1900}}';
  expect(documents(sent, '{ "2": { "compareAtPrice": 1900, "price": 1500 }, "1": { "price": 990 } }')).toEqual([]);
  expect(documents("{}", null)).toEqual([]);
  expect(documents(null, '{"1":{"price":1}}')).toEqual([]);
});
