/** The worked examples of docs/weighed-goods.md, read from the page and compared with the rules. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseCents, parseMilli } from "../../../src/rules/brazil/money.ts";
import { priceAt } from "../../../src/rules/prices/shop-price.ts";
import type { StoredSku } from "../../../src/rules/catalog/hub-rows.ts";
import { desiredStock } from "../../../src/rules/stock/available-quantity.ts";
import { optionValueOf } from "../../../src/rules/catalog/texts.ts";
import { itemRows } from "../../../src/rules/orders/items/erp-items.ts";
import { netCents } from "../../../src/rules/orders/money.ts";
import { rowCents } from "../../../src/rules/orders/items/erp-rows.ts";
import { ORDER_SETTINGS } from "../../../src/rules/orders/settings.ts";
import { partsInput } from "../../../src/shopify/catalog/variant-input.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/weighed-goods.md"), "utf8");

/** The rows of one table, by the heads of its columns. */
function table(name: string): readonly Readonly<Record<string, string>>[] {
  const lines = page
    .slice(page.indexOf(`<!-- table: ${name} -->`))
    .split("\n")
    .slice(2);
  const end = lines.findIndex((line) => !line.startsWith("|"));
  const [heads = [], , ...rows] = lines.slice(0, end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.map((cells) => Object.fromEntries(heads.map((head, index) => [head, cells[index] ?? ""])));
}
const cell = (row: Readonly<Record<string, string>>, head: string): string => {
  const text = row[head];
  if (text === undefined) throw new Error(`the page has no column ${head}`);
  return text;
};
const cents = (row: Readonly<Record<string, string>>, head: string): number => {
  const value = parseCents(cell(row, head));
  if (value === null) throw new Error(`${head}: ${cell(row, head)} is no amount`);
  return value;
};
const milli = (row: Readonly<Record<string, string>>, head: string): number => {
  const value = parseMilli(cell(row, head));
  if (value === null) throw new Error(`${head}: ${cell(row, head)} is no quantity`);
  return value;
};

const sku: StoredSku = {
  sku: "P20E1",
  packageMilli: 1000,
  packageName: "KG",
  ean: null,
  active: true,
  weightG: 1000,
};
const weighed = (multipleMilli: number) => ({
  seqProduct: 20,
  title: "Queijo",
  description: null,
  seqBrand: null,
  seqCategory: null,
  keywords: null,
  weighed: true,
  multipleMilli,
  active: true,
});

it.each(table("shop"))("S13, P1: $option at R$ $ERP R$/kg a kg has the price and texts of the page", (row) => {
  const unitMilli = milli(row, "multiple kg");
  const hasPromotion = cell(row, "promotional R$/kg") !== "";
  const price = priceAt(
    {
      normalCents: cents(row, "ERP R$/kg"),
      promoCents: hasPromotion ? cents(row, "promotional R$/kg") : null,
      promoFrom: null,
      promoUntil: null,
      onSale: true,
    },
    unitMilli,
    0,
  );
  const compareAt = cell(row, "compare-at");
  expect(price).toMatchObject({
    kind: "price",
    priceCents: cents(row, "price"),
    compareAtCents: compareAt === "" ? null : cents(row, "compare-at"),
  });
  expect(optionValueOf(weighed(unitMilli), sku)).toBe(cell(row, "option"));
  const grams = Number(cell(row, "weight g"));
  expect(
    partsInput({ barcode: null, weightG: unitMilli, unitPriceG: unitMilli, deniesOverselling: true, isTaxable: false }),
  ).toMatchObject({
    showUnitPrice: true,
    unitPriceMeasurement: { quantityValue: grams, quantityUnit: "G", referenceValue: 1, referenceUnit: "KG" },
  });
  // What Shopify makes of price and measurement.
  expect(Math.round((cents(row, "price") * 1000) / grams)).toBe(cents(row, "Shopify's R$/kg"));
});

it.each(table("stock"))("S13: $ERP kg kg by $multiple kg kg are $units units", (row) => {
  expect(
    desiredStock({
      quantityMilli: milli(row, "ERP kg"),
      quantityIn: "units",
      unlimited: false,
      reservedMilli: milli(row, "open orders kg"),
      safetyMilli: milli(row, "safety kg"),
      weighed: true,
      multipleMilli: milli(row, "multiple kg"),
      packageMilli: 1000,
      productActive: true,
      skuActive: true,
      onSale: true,
      held: false,
    }),
  ).toEqual({ kind: "units", units: Number(cell(row, "units")) });
});

it.each(table("order"))("S13: an order of $units units of $multiple kg kg is sent as $qtdPedida kg", (row) => {
  const units = Number(cell(row, "units"));
  const line = {
    id: "1",
    sku: "P20E1",
    title: "Queijo",
    variantTitle: null,
    currentQuantity: units,
    isGiftCard: false,
    customAttributes: [],
    variantGid: null,
    barcode: null,
    unitPriceCents: cents(row, "unit price"),
    discountCents: cents(row, "discount"),
  };
  const key = { sku: "P20E1", seqProduct: 20, packageMilli: 1000 };
  const goods = { line, key, isWeighed: true, unitMilli: milli(row, "multiple kg") };
  expect(netCents(line)).toBe(cents(row, "paid"));
  for (const quantityIn of ["packages", "units"] as const)
    expect(itemRows(goods, { ...ORDER_SETTINGS, rules: { ...ORDER_SETTINGS.rules, quantityIn } })).toMatchObject([
      {
        seqProduto: 20,
        qtdEmbalagem: 1,
        qtdPedida: Number(cell(row, "qtdPedida")),
        vlrEmbTabPreco: Number(cell(row, "vlrEmbTabPreco")),
        vlrEmbInformado: Number(cell(row, "vlrEmbInformado")),
        vlrEmbDesconto: Number(cell(row, "vlrEmbDesconto")),
      },
    ]);
  // And the ERP's own total of the row is what was paid.
  const quantityMilli = milli(row, "qtdPedida");
  expect(rowCents({ priceCents: cents(row, "vlrEmbInformado"), quantityMilli })).toBe(cents(row, "paid"));
});

it("reads every table of the page", () => {
  expect([table("shop"), table("stock"), table("order")].map(({ length }) => length)).toEqual([8, 7, 7]);
});
