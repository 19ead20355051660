/** The example Function that keeps the limit per sale, by the metafields that the product sends. */
import { expect, it } from "vitest";
import { cartValidationsGenerateRun } from "../../../examples/cart-validation/run.ts";
import { ownFields } from "../../../src/rules/images/own-fields.ts";

interface Goods {
  readonly limitMilli: number | null;
  readonly weighed?: boolean;
  readonly multipleMilli?: number;
}

function errorsOf({ limitMilli, weighed = false, multipleMilli }: Goods, bought: Readonly<Record<string, number>>) {
  const variants = [
    { variantGid: "E1", packageMilli: 1_000 },
    { variantGid: "E12", packageMilli: 12_000 },
  ];
  const facts = { similarGids: [], saleLimitMilli: limitMilli, weighed, multipleMilli: multipleMilli ?? null };
  const fields = ownFields("p", variants, facts);
  const lines = Object.entries(bought).map(([variant, quantity]) => {
    const value = fields.find(({ owner }) => owner === variant)?.value;
    const limite = value === undefined ? null : { jsonValue: JSON.parse(value) as unknown };
    return { quantity, merchandise: { __typename: "ProductVariant", product: { id: "p", title: "Arroz" }, limite } };
  });
  return cartValidationsGenerateRun({ cart: { lines } }).operations.flatMap(
    ({ validationAdd }) => validationAdd.errors,
  );
}

it("takes the packages of a product together: 3 units and a case of 12 are 15, and 4 and a case are too many", () => {
  const goods = { limitMilli: 15_000 };
  expect(errorsOf(goods, { E1: 3, E12: 1 })).toEqual([]);
  expect(errorsOf(goods, { E1: 4, E12: 1 })).toEqual([
    { message: "Arroz: no máximo 15 por compra.", target: "$.cart" },
  ]);
});

it("counts goods by weight in kilograms, without an error of floats", () => {
  const goods = { limitMilli: 300, weighed: true, multipleMilli: 100 };
  expect(errorsOf(goods, { E1: 3 })).toEqual([]);
  expect(errorsOf(goods, { E1: 4 })).toMatchObject([{ message: "Arroz: no máximo 0,3 por compra." }]);
});

it("lets goods without a limit pass", () => {
  expect(errorsOf({ limitMilli: null }, { E1: 999 })).toEqual([]);
});
