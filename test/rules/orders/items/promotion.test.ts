import { expect, it } from "vitest";
import { itemRows } from "../../../../src/rules/orders/items/erp-items.ts";
import { promotionOf } from "../../../../src/rules/orders/items/promotion.ts";
import { ORDER_SETTINGS, orderRules } from "../../../../src/rules/orders/settings.ts";

const AT = Date.UTC(2026, 10, 24, 12);
const line = {
  id: "1",
  sku: "P1E1",
  title: "Café",
  variantTitle: null,
  currentQuantity: 2,
  isGiftCard: false,
  customAttributes: [],
  variantGid: null,
  barcode: null,
  unitPriceCents: 1_999,
  discountCents: 0,
};
const key = { sku: "P1E1", seqProduct: 1, packageMilli: 1000 };
const goods = (over: object = {}, weighed: number | null = null) => ({
  line: { ...line, ...over },
  key,
  isWeighed: weighed !== null,
  unitMilli: weighed ?? 1000,
});
const price = (over: object = {}) => ({
  company: 1,
  sku: "P1E1",
  normalCents: 2_499,
  promoCents: 1_999,
  promoFrom: null,
  promoUntil: null,
  onSale: true,
  ...over,
});
const rows = (given: ReturnType<typeof goods>, promotion: ReturnType<typeof promotionOf>, rules = {}) =>
  itemRows(given, { ...ORDER_SETTINGS, rules: orderRules.parse(rules) }, promotion).map(
    ({ vlrEmbTabPreco, vlrEmbTabPromoc, vlrEmbInformado, vlrEmbDesconto }) => [
      vlrEmbTabPreco,
      vlrEmbTabPromoc,
      vlrEmbInformado,
      vlrEmbDesconto,
    ],
  );

it("a line sold in a promotion has the normal price as its list price, and the promotional price beside it", () => {
  const found = promotionOf(goods(), [price()], 1, AT);
  expect(found).toEqual({ normalCents: 2_499, promoCents: 1_999 });
  expect(rows(goods(), found)).toEqual([[24.99, 19.99, 19.99, 5]]);
  expect(rows(goods(), found, { promotionDiscount: "from-promotion" })).toEqual([[24.99, 19.99, 19.99, 0]]);
});

it("a discount besides the promotion is counted from the list price, or by rule from the promotion", () => {
  const found = promotionOf(goods(), [price()], 1, AT);
  const off = goods({ discountCents: 400 });
  expect(rows(off, found)).toEqual([[24.99, 19.99, 17.99, 7]]);
  expect(rows(off, found, { promotionDiscount: "from-promotion" })).toEqual([[24.99, 19.99, 17.99, 2]]);
});

it("goods by weight: both are prices of 1 kg", () => {
  const cheese = goods({ unitPriceCents: 360, currentQuantity: 5 }, 100);
  const found = promotionOf(cheese, [price({ normalCents: 3_999, promoCents: 3_599 })], 1, AT);
  expect(rows(cheese, found)).toEqual([[39.99, 35.99, 36, 3.99]]);
});

it.each<[string, object, object]>([
  ["without a promotion the list price is the line's, and the promotional one 0", { promoCents: null }, {}],
  ["one that had ended", { promoUntil: AT }, {}],
  ["one that began later", { promoFrom: AT + 1 }, {}],
  ["another price than the customer saw", { promoCents: 1_899 }, {}],
  ["another SKU", { sku: "P1E12" }, {}],
  ["no reduction", { normalCents: 1_999 }, {}],
])("%s", (_, over) => {
  const found = promotionOf(goods(), [price(over)], 1, AT);
  expect(found).toBeNull();
  expect(rows(goods(), found)).toEqual([[19.99, 0, 19.99, 0]]);
});

it("the order's own company comes first", () => {
  const list = [price({ company: 2, normalCents: 2_299 }), price()];
  expect(promotionOf(goods(), list, 1, AT)).toMatchObject({ normalCents: 2_499 });
  expect(promotionOf(goods(), list, 2, AT)).toMatchObject({ normalCents: 2_299 });
  expect(promotionOf(goods(), list, 3, AT)).toMatchObject({ normalCents: 2_299 });
});
