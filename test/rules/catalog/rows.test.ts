import { describe, expect, it } from "vitest";
import { isGtin } from "../../../src/rules/catalog/ean.ts";
import { type PriceRecord, priceRow } from "../../../src/rules/prices/price-row.ts";
import { type ProductRecord, productRow } from "../../../src/rules/catalog/product.ts";
import type { RecordOutcome } from "../../../src/rules/record/record-outcome.ts";
import { type SkuRecord, skuRow } from "../../../src/rules/catalog/sku.ts";
import { type StockRecord, stockRow } from "../../../src/rules/stock/stock-row.ts";
import { cutText } from "../../../src/rules/record/text.ts";
import { renderEntry } from "../../../src/messages/render.ts";

const productOf = (some: Partial<ProductRecord> = {}): RecordOutcome<Record<string, unknown>> =>
  productRow({
    seqProduct: 919,
    ecommerceTitle: null,
    ecommerceName: null,
    genericText: null,
    shortName: "Arroz Camil 5kg",
    fullName: "ARROZ CAMIL TIPO 1 5KG",
    description: null,
    seqBrand: 12,
    seqCategory: 310,
    keywords: null,
    isWeighed: false,
    allowsDecimals: false,
    multipleText: null,
    isActive: true,
    saleLimitText: null,
    similars: null,
    ...some,
  }) as RecordOutcome<Record<string, unknown>>;
const skuRowOf = (some: Partial<SkuRecord> = {}) =>
  skuRow({
    seqProduct: 919,
    packageText: "12",
    skuText: null,
    packageName: "CX-12",
    barcode: "7896006716112",
    isActive: true,
    grossKgText: "60.5",
    widthCmText: "30",
    heightCmText: "20",
    lengthCmText: "40.25",
    company: null,
    name: null,
    kitText: null,
    ...some,
  });
const priceOf = (some: Partial<PriceRecord> = {}) =>
  priceRow(
    {
      company: 1,
      segment: 1,
      seqProduct: 919,
      packageText: "12",
      skuText: null,
      normalText: "119.9",
      promoText: "0",
      promoFromText: null,
      promoUntilText: null,
      status: "A",
      clubText: null,
      byQuantity: null,
      fromQuantityText: null,
      fromPriceText: null,
      ...some,
    },
    { company: 1, segment: 1 },
  );
const stockOf = (some: Partial<StockRecord> = {}) =>
  stockRow(
    {
      company: 3,
      seqProduct: 919,
      packageText: null,
      skuText: "P919E1",
      quantityText: "37.25",
      isUnlimited: false,
      countedText: null,
      ...some,
    },
    3,
  );

const reasonOf = (outcome: RecordOutcome<unknown>) =>
  outcome.kind === "refused" ? outcome.remark.reason : outcome.kind;
const remarksOf = (outcome: RecordOutcome<unknown>) =>
  outcome.kind === "row" ? outcome.remarks.map(({ reason }) => reason) : outcome.kind;
const rowOf = <Row>(outcome: RecordOutcome<Row>): Row => {
  if (outcome.kind !== "row") throw new Error(`no row but ${reasonOf(outcome)}`);
  return outcome.row;
};

describe("a product", () => {
  it.each([
    ["C6: no name at all", { shortName: " ", fullName: "\t" }, "name-blank"],
    ["weighed without a sale multiple", { isWeighed: true, allowsDecimals: true }, "multiple-missing"],
    ["a multiple of zero", { isWeighed: true, allowsDecimals: true, multipleText: "0" }, "multiple-missing"],
    [
      "a multiple of half a gram",
      { isWeighed: true, allowsDecimals: true, multipleText: "0.0005" },
      "multiple-invalid",
    ],
    ["a book for a description", { description: "x".repeat(20_001) }, "description-too-long"],
  ])("with %s is refused", (_name, some, reason) => {
    expect(reasonOf(productOf(some))).toBe(reason);
  });

  it("that is inactive is never refused, only deactivated", () => {
    expect(productOf({ shortName: "", fullName: "", isActive: false })).toMatchObject({
      kind: "off",
      row: { key: "919", record: { seqProduct: 919 } },
    });
    expect(productOf({ isActive: false })).toMatchObject({ kind: "row", row: { active: 0 } });
  });

  it("is called by its e-commerce title, else its short, else its full description, on one line", () => {
    expect(rowOf(productOf({ ecommerceTitle: " Arroz \u0000 Tipo\n1 " }))["title"]).toBe("Arroz Tipo 1");
    expect(rowOf(productOf())["title"]).toBe("Arroz Camil 5kg");
    expect(rowOf(productOf({ shortName: null }))["title"]).toBe("ARROZ CAMIL TIPO 1 5KG");
    expect(rowOf(productOf({ ecommerceTitle: "Pa\u0303o" }))["title"]).toBe("Pão");
  });

  it("with a name of 300 characters keeps 255 of them, and has an issue", () => {
    const outcome = productOf({ shortName: "palavra ".repeat(37) + "fim!" });
    expect(String(rowOf(outcome)["title"]).length).toBeLessThanOrEqual(255);
    expect(String(rowOf(outcome)["title"]).endsWith("palavra")).toBe(true);
    expect(remarksOf(outcome)).toEqual(["title-cut"]);
  });

  it("is weighed only when it is both pesavel and pmtDecimal", () => {
    expect(rowOf(productOf({ isWeighed: true, multipleText: "0.1" }))).toMatchObject({
      weighed: 0,
      multipleMilli: null,
    });
    expect(rowOf(productOf({ isWeighed: true, allowsDecimals: true, multipleText: "0.100000" }))).toMatchObject({
      weighed: 1,
      multipleMilli: 100,
    });
  });

  it("is called by its Título, else its Nome E-Commerce, else the short name, else the full one", () => {
    const names = { ecommerceTitle: "Título", ecommerceName: "Nome", shortName: "Curto", fullName: "COMPLETO" };
    expect(rowOf(productOf(names))["title"]).toBe("Título");
    expect(rowOf(productOf({ ...names, ecommerceTitle: " " }))["title"]).toBe("Nome");
    expect(rowOf(productOf({ ...names, ecommerceTitle: null, ecommerceName: null }))["title"]).toBe("Curto");
    expect(rowOf(productOf({ fullName: "COMPLETO", shortName: "" }))["title"]).toBe("COMPLETO");
  });

  it("without a description has the generic one, else the full name where it says more than the title", () => {
    const described = (some: Partial<ProductRecord>) => rowOf(productOf(some))["description"];
    expect(described({ description: "<p>Grãos</p>", genericText: "Genérica" })).toBe("<p>Grãos</p>");
    expect(described({ description: "  ", genericText: "Genérica" })).toBe("Genérica");
    expect(described({ genericText: "ARROZ CAMIL 5KG", fullName: "ARROZ CAMIL TIPO 1 5KG" })).toBe(
      "ARROZ CAMIL TIPO 1 5KG",
    );
    expect(described({ fullName: "ARROZ CAMIL 5KG" })).toBeNull();
  });

  it("keywords one a line stay several keywords", () => {
    expect(rowOf(productOf({ keywords: "arroz\r\nbranco\n\ntipo  1" }))).toMatchObject({
      keywords: "arroz;branco;tipo 1",
    });
    expect(rowOf(productOf({ keywords: "\n" }))).toMatchObject({ keywords: null });
  });

  it("has another hash when any of its columns is another, and the same when none is", () => {
    const hashes = [
      {},
      { description: "x" },
      { seqBrand: null },
      { keywords: "x" },
      { isActive: false },
      { shortName: "y" },
    ].map((some) => rowOf(productOf(some))["hash"]);
    expect(new Set(hashes).size).toBe(6);
    expect(rowOf(productOf({ description: "x", fullName: "not used" }))["hash"]).toBe(hashes[1]);
    expect(hashes[0]).toMatch(/^[\w-]{12}$/);
  });
});

describe("a SKU", () => {
  it("whose product and package form no key is refused, and names them", () => {
    expect(skuRowOf({ packageText: "0" })).toMatchObject({
      kind: "refused",
      remark: { record: { seqProduct: 919, ref: "P919E0" }, reason: "sku-invalid" },
    });
  });

  it("has no EAN when its check digit is wrong, and has an issue", () => {
    expect(rowOf(skuRowOf())).toMatchObject({ ean: "7896006716112" });
    for (const barcode of ["7896006716113", "SEM GTIN 112", "17"]) {
      expect(rowOf(skuRowOf({ barcode }))).toMatchObject({ ean: null });
      expect(remarksOf(skuRowOf({ barcode }))).toEqual(["ean-invalid"]);
    }
    expect(remarksOf(skuRowOf({ barcode: "" }))).toEqual([]);
  });

  it("has its weight in grams and its measures in millimetres; an absent value is null, an invalid one is null with an issue", () => {
    expect(rowOf(skuRowOf())).toMatchObject({ weightG: 60_500, widthMm: 300, heightMm: 200, lengthMm: 403 });
    expect(rowOf(skuRowOf({ grossKgText: "0", widthCmText: null }))).toMatchObject({ weightG: null, widthMm: null });
    const outcome = skuRowOf({ grossKgText: "-1", widthCmText: "largo" });
    expect(rowOf(outcome)).toMatchObject({ weightG: null, widthMm: null });
    expect(remarksOf(outcome)).toEqual(["measure-invalid"]);
  });

  it("always has a package name to show", () => {
    expect(rowOf(skuRowOf({ packageName: "  " })).packageName).toBe("EMB-12");
  });
});

it.each([
  ["7896006716112", true],
  ["96385074", true],
  ["036000291452", true],
  ["17896006716119", true],
  ["7896006716121", false], // two digits exchanged
  ["78960067161", false],
  ["", false],
])("%s as a GTIN: %s", (text, right) => {
  expect(isGtin(text)).toBe(right);
});

describe("a price", () => {
  it.each([
    ["missing", { normalText: null }, "price-missing"],
    ["zero", { normalText: "0.00" }, "price-zero"],
    ["negative", { normalText: "-1" }, "price-negative"],
    ["of a fraction of a cent", { normalText: "19.995" }, "price-invalid"],
    ["no number", { normalText: "a combinar" }, "price-invalid"],
    ["of no SKU", { packageText: null }, "sku-invalid"],
  ])("P8, inv. 7: that is %s is refused", (_name, some, reason) => {
    expect(reasonOf(priceOf(some))).toBe(reason);
  });

  it("names the record first, then what happened, then what to do", () => {
    const outcome = priceOf({ normalText: "0" });
    if (outcome.kind !== "refused") throw new Error(outcome.kind);
    const { record, ...fault } = outcome.remark;
    const entry = { area: "prices", ...record, company: 1, segment: 1, ...fault };
    expect(renderEntry(entry, "pt-BR").message).toBe(
      "P919E12: o preço normal na empresa 1 é zero, por isso não foi publicado e vale o último; corrija na tabela de preço, segmento 1.",
    );
  });

  it("that is off needs no amount", () => {
    expect(priceOf({ status: "I", normalText: "0" })).toMatchObject({ kind: "off", row: { key: "P919E12" } });
    expect(rowOf(priceOf({ status: "I" }))).toMatchObject({ onSale: 0, normalCents: 11_990 });
  });

  it.each([
    ["equal to the normal price", { promoText: "119.90" }, "promo-not-lower"],
    ["above it", { promoText: "120" }, "promo-not-lower"],
    ["negative", { promoText: "-5" }, "promo-invalid"],
    ["of a fraction of a cent", { promoText: "99.999" }, "promo-invalid"],
    ["of 31 February", { promoText: "99", promoFromText: "2026-02-31T00:00:00" }, "promo-dates"],
    [
      "that ends before it begins",
      { promoText: "99", promoFromText: "2026-11-10", promoUntilText: "2026-11-08" },
      "promo-dates",
    ],
  ])("P6: a promotion %s is omitted with an issue; the normal price is stored", (_name, some, reason) => {
    const outcome = priceOf(some);
    expect(rowOf(outcome)).toMatchObject({ normalCents: 11_990, promoCents: null, promoFrom: null, promoUntil: null });
    expect(remarksOf(outcome)).toEqual([reason]);
  });

  it("P1, P2: a promotion begins with its first instant in Brasília and ends after its last day or second", () => {
    const until = (promoUntilText: string | null) =>
      rowOf(priceOf({ promoText: "99.90", promoFromText: "2026-11-24T00:00:00", promoUntilText })).promoUntil;
    const firstOfDecember = Date.UTC(2026, 11, 1, 3);
    expect(rowOf(priceOf({ promoText: "99.90", promoFromText: "2026-11-24T00:00:00" }))).toMatchObject({
      promoCents: 9_990,
      promoFrom: Date.UTC(2026, 10, 24, 3),
      promoUntil: null,
    });
    expect(until("2026-11-30")).toBe(firstOfDecember);
    expect(until("2026-11-30T00:00:00")).toBe(firstOfDecember);
    expect(until("2026-11-30T23:59:59")).toBe(firstOfDecember);
    expect(until("2026-11-30T18:00:00")).toBe(firstOfDecember - 6 * 3_600_000 + 1_000);
    expect(until(null)).toBeNull();
  });
});

describe("stock", () => {
  it.each([
    ["in words", { quantityText: "37 UN" }, "quantity-invalid"],
    ["missing", { quantityText: null }, "quantity-missing"],
    ["of no SKU", { skuText: "919" }, "sku-invalid"],
    ["of another product than its SKU", { seqProduct: 920 }, "sku-invalid"],
  ])("%s is refused", (_name, some, reason) => {
    expect(reasonOf(stockOf(some))).toBe(reason);
  });

  it("is in thousandths as the ERP sends it: also below zero, and without a quantity where it is unlimited", () => {
    expect(rowOf(stockOf())).toMatchObject({ company: 3, sku: "P919E1", quantityMilli: 37_250, unlimited: 0 });
    expect(rowOf(stockOf({ quantityText: "-7" })).quantityMilli).toBe(-7_000);
    // The date of the last count is no change of the record, and an unreadable one costs nothing.
    const { hash, ...plain } = rowOf(stockOf());
    expect(plain).toMatchObject({ countedOn: null, countedAt: null });
    expect(rowOf(stockOf({ countedText: "2026-11-20" }))).toMatchObject({ hash, countedOn: "2026-11-20T00:00:00" });
    expect(rowOf(stockOf({ countedText: "20/11/2026" }))).toMatchObject({ hash, countedOn: null });
    expect(rowOf(stockOf({ quantityText: null, isUnlimited: true }))).toMatchObject({ quantityMilli: 0, unlimited: 1 });
  });
});

it("a text is cut at a blank where one is near, and never inside a character", () => {
  expect(cutText("um dois tres", 10)).toBe("um dois");
  expect(cutText("abcdefghijklmnop", 5)).toBe("abcde");
  expect(cutText("abcd\u{1F34E}", 5)).toBe("abcd");
});
