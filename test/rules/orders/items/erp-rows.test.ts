import * as fc from "fast-check";
import { expect, it } from "vitest";
import { itemRows } from "../../../../src/rules/orders/items/erp-items.ts";
import { rowCents, sharesOf } from "../../../../src/rules/orders/items/erp-rows.ts";
import { ORDER_SETTINGS } from "../../../../src/rules/orders/settings.ts";

it("R$ 10,00 for 3 packages is 2 at 3,33 and 1 at 3,34", () => {
  expect(sharesOf(1000, 3000, false)).toEqual([
    { priceCents: 333, quantityMilli: 2000 },
    { priceCents: 334, quantityMilli: 1000 },
  ]);
});

it("an even price is one row", () => {
  expect(sharesOf(4980, 2000, false)).toEqual([{ priceCents: 2490, quantityMilli: 2000 }]);
});

it("goods by weight are one row when price × kg rounds to what was paid: 0,350 kg for 13,22", () => {
  expect(sharesOf(1322, 350, true)).toEqual([{ priceCents: 3777, quantityMilli: 350 }]);
});

it("law: the rows of a line come to exactly what was paid, whole packages stay whole", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 999 }), (net, packages) => {
      const shares = sharesOf(net, packages * 1000, false);
      expect(shares.reduce((sum, share) => sum + share.priceCents * share.quantityMilli, 0)).toBe(net * 1000);
      expect(shares.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0)).toBe(packages * 1000);
      for (const { quantityMilli } of shares) expect(quantityMilli % 1000).toBe(0);
    }),
  );
});

it("5 × 250 g for 35,82 are rows that the ERP adds up to 35,82, each rounded by itself", () => {
  const shares = sharesOf(3582, 1250, true);
  expect(shares).toEqual([
    { priceCents: 2865, quantityMilli: 250 },
    { priceCents: 2866, quantityMilli: 1000 },
  ]);
  expect(shares.map(rowCents)).toEqual([716, 2866]);
});

it("law: rows of goods by weight, each rounded as the ERP rounds it, add up to what was paid; no gram is lost", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 99_999 }), (net, milli) => {
      const shares = sharesOf(net, milli, true);
      expect(shares.reduce((sum, share) => sum + rowCents(share), 0)).toBe(net);
      expect(shares.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0)).toBe(milli);
      for (const { quantityMilli } of shares) expect(quantityMilli).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
});

const lineOf = (over: Record<string, unknown> = {}) => ({
  id: "1",
  sku: "P1E1",
  title: "x",
  variantTitle: null,
  currentQuantity: 7,
  isGiftCard: false,
  customAttributes: [],
  variantGid: null,
  barcode: null,
  unitPriceCents: 399,
  discountCents: 0,
  ...over,
});
const keyOf = (packageMilli: number) => ({ sku: "P1E1", seqProduct: 1, packageMilli });

it("7 units of 100 g at 39,90 a kg are sent as 0,700 kg at 39,90", () => {
  expect(itemRows({ line: lineOf(), key: keyOf(1000), isWeighed: true, unitMilli: 100 }, ORDER_SETTINGS)).toMatchObject(
    [{ qtdPedida: 0.7, vlrEmbTabPreco: 39.9, vlrEmbInformado: 39.9, vlrEmbDesconto: 0, qtdEmbalagem: 1 }],
  );
});

it("informado is tabela less desconto on every row, and no discount is below zero", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 99_999 }),
      fc.integer({ min: 0, max: 100 }),
      fc.constantFrom(null, 50, 100, 150, 350, 1000),
      (quantity, unitPriceCents, percent, multiple) => {
        const discountCents = Math.floor((unitPriceCents * quantity * percent) / 100);
        const line = lineOf({ currentQuantity: quantity, unitPriceCents, discountCents });
        const goods = { line, key: keyOf(1000), isWeighed: multiple !== null, unitMilli: multiple ?? 1000 };
        for (const row of itemRows(goods, ORDER_SETTINGS)) {
          const [list, paid, off] = [row.vlrEmbTabPreco, row.vlrEmbInformado, row.vlrEmbDesconto].map((value) =>
            Math.round(value * 100),
          );
          expect(paid).toBe((list ?? 0) - (off ?? 0));
          expect(off).toBeGreaterThanOrEqual(0);
        }
      },
    ),
  );
});

it("two boxes of 12 are 2 packages, or 24 units where the installation counts so", () => {
  const goods = {
    line: lineOf({ currentQuantity: 2, unitPriceCents: 11_990 }),
    key: { sku: "P1E12", seqProduct: 1, packageMilli: 12_000 },
    isWeighed: false,
    unitMilli: 12_000,
  };
  expect(itemRows(goods, ORDER_SETTINGS)[0]).toMatchObject({ qtdPedida: 2, qtdEmbalagem: 12, vlrEmbInformado: 119.9 });
  expect(
    itemRows(goods, { ...ORDER_SETTINGS, rules: { ...ORDER_SETTINGS.rules, quantityIn: "units" } })[0],
  ).toMatchObject({ qtdPedida: 24 });
});
