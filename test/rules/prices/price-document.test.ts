import { expect, it } from "vitest";
import { run } from "../../../examples/cart-transform/run.ts";
import { priceDocument } from "../../../src/rules/prices/price-document.ts";

const packaged = { priceCents: 2_490, compareAtCents: null, perKgCents: null, offers: null };

it("contains each company's price in whole cents, companies in order, without those that have none", () => {
  expect(
    priceDocument([
      { company: 12, priceCents: 399, compareAtCents: 519, perKgCents: 3_990, offers: null },
      { company: 3, ...packaged },
    ]),
  ).toBe('{"3":{"price":2490},"12":{"price":399,"compareAtPrice":519,"unitPrice":3990,"unit":"kg"}}');
  expect(priceDocument([])).toBe("{}");
});

it("is the same text whatever the order its prices come in", () => {
  const three = { company: 3, ...packaged };
  const four = { company: 4, ...packaged };
  expect(priceDocument([three, four])).toBe(priceDocument([four, three]));
});

const cartOf = (loja: string | null, document: unknown) =>
  run({
    cart: {
      loja: { value: loja },
      lines: [{ id: "line-1", merchandise: { __typename: "ProductVariant", precos: { jsonValue: document } } }],
    },
  }).operations.map(({ lineUpdate }) => lineUpdate.price.adjustment.fixedPricePerUnit.amount);

it("is what the example Function sells by: the chosen store's price, else the shop's own", () => {
  const document: unknown = JSON.parse(priceDocument([{ company: 3, ...packaged, priceCents: 2_405 }]));
  expect(cartOf("3", document)).toEqual(["24.05"]);
  for (const [loja, other] of [
    [null, document],
    ["4", document],
    ["toString", document],
    ["3", { 3: { price: 0 } }],
    ["3", { 3: { price: "24.05" } }],
    ["3", null],
  ] as const)
    expect(cartOf(loja, other)).toEqual([]);
});
