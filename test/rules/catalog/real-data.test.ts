/** What supermarkets' data really looks like: read, or refused, never guessed. */
import { describe, expect, it } from "vitest";
import { maskRecord } from "../../../src/erp/client/mask.ts";
import { erpPrice } from "../../../src/erp/records/prices.ts";
import { erpProduct } from "../../../src/erp/records/products.ts";
import { erpStock } from "../../../src/erp/records/stock.ts";
import { parseFloored } from "../../../src/rules/brazil/decimal.ts";
import { brandRow } from "../../../src/rules/catalog/brand.ts";
import { categoryRow } from "../../../src/rules/catalog/category.ts";
import { barcodeOf } from "../../../src/rules/catalog/ean.ts";
import { productRow } from "../../../src/rules/catalog/product.ts";
import { priceRow } from "../../../src/rules/prices/price-row.ts";
import { stockRow } from "../../../src/rules/stock/stock-row.ts";

const PRICE = {
  nroEmpresa: 1,
  nroSegmento: 1,
  seqProduto: 919,
  qtdEmbalagem: 1,
  precoNormal: 10 as unknown,
  statusVenda: "A",
};
const priced = (some: object) => {
  const read = erpPrice.read({ ...PRICE, ...some });
  if (!read.ok) return { reason: read.problems.join("; ") };
  const outcome = priceRow(read.value, { company: 1, segment: 1 });
  if (outcome.kind === "refused") return { reason: outcome.remark.reason };
  return outcome.kind === "row" ? outcome.row : { reason: outcome.kind };
};
const promoted = (some: object) => priced({ precoPromoc: 8, ...some });

describe("a quantity with more than three decimals is floored, never refused", () => {
  it.each([
    ["0.30000000000000004", 300],
    ["37.2504", 37_250],
    ["37,2509", 37_250],
    ["-0.0001", -1],
    ["1e-7", 0],
    ["12", 12_000],
  ])("%s", (text, value) => {
    expect(parseFloored(text, 3)).toEqual({ ok: true, value });
  });

  it("as the ERP sends it", () => {
    const read = erpStock.read({ warehouseERPReferenceKey: 1, seqProduto: 1, qtdEmbalagem: 1, quantity: 0.1 + 0.2 });
    expect(read.ok && stockRow(read.value, 1)).toMatchObject({ kind: "row", row: { quantityMilli: 300 } });
  });

  it("words stay refused", () => {
    expect(parseFloored("37 UN", 3)).toEqual({ ok: false, fault: "not-a-number" });
  });
});

describe("barcodes", () => {
  it.each([
    "SEM GTIN",
    "sem gtin",
    "0",
    "0000000000000",
    "",
    "2000010000005",
    "2000010000009",
    "0200001000001",
    "0412345678905",
    "212345678901",
    "412345678903",
    "20000103",
  ])("%s is no barcode and no entry", (text) => {
    expect(barcodeOf(text)).toEqual({ kind: "none" });
  });
  it.each([
    ["70847033301", "070847033301"],
    ["7896006716112", "7896006716112"],
    ["17896006716119", "17896006716119"],
    ["96385074", "96385074"],
  ])("%s is %s: a UPC that lost its zero is mended when its check digit agrees", (text, ean) => {
    expect(barcodeOf(text)).toEqual({ kind: "gtin", ean });
  });
  it.each(["70847033302", "7896006716113", "17", "SEM GTIN 12"])("%s is invalid", (text) => {
    expect(barcodeOf(text)).toEqual({ kind: "invalid" });
  });
  it("masking never turns a GTIN into ***", () => {
    const record = '{"codAcesso":"17896006716119","ean":70847033301,"outro":"5516999990005","doc":"11222333000181"}';
    expect(maskRecord(record)).toBe(
      '{"codAcesso":"17896006716119","ean":70847033301,"outro":"***FONE***","doc":"***CNPJ***"}',
    );
    expect(maskRecord("EAN 17896006716119, CPF 529.982.247-25")).toBe("EAN 17896006716119, CPF ***CPF***");
  });
});

describe("dates", () => {
  const end = Date.UTC(2026, 11, 1, 3);
  it.each([
    "2026-11-30",
    "2026-11-30T00:00:00",
    "2026-11-30T00:00:00-03:00",
    "2026-11-30T00:00:00Z",
    "2026-11-30T03:00:00Z",
  ])("the last day %s belongs to the promotion: zoned midnight is a date", (text) => {
    expect(promoted({ dtaFimPromoc: text })).toMatchObject({ promoUntil: end });
  });
  it("a first day at midnight of another zone begins with that day", () => {
    expect(promoted({ dtaInicioPromoc: "2026-11-30T00:00:00Z" })).toMatchObject({ promoFrom: end - 86_400_000 });
  });
  it.each([
    [1_796_040_000_000, 1_796_040_000_000],
    [1_796_040_000, 1_796_040_000_000],
    ["1796040000000", 1_796_040_000_000],
    ["/Date(1796040000000)/", 1_796_040_000_000],
    [0, null],
  ])("epoch %s is read", (given, promoFrom) => {
    expect(promoted({ dtaInicioPromoc: given })).toMatchObject({ promoCents: 800, promoFrom });
  });
  it("a date of another format is refused: the promotion is left out, and never a guess", () => {
    expect(promoted({ dtaFimPromoc: "01/12/2026" })).toMatchObject({ promoCents: null });
  });
});

describe("optional ids", () => {
  it.each(["", " ", "0", 0, -1, "-1"])("%j is none", (id) => {
    const read = erpProduct.read({ seqProduto: 1, seqMarca: id, seqCategoria: id, indIntegraEcommerce: "S" });
    expect(read).toMatchObject({ ok: true, value: { seqBrand: null, seqCategory: null } });
  });
  it("a word is still refused", () => {
    expect(erpProduct.read({ seqProduto: 1, seqMarca: "CAMIL", indIntegraEcommerce: "S" }).ok).toBe(false);
  });
});

describe("prices", () => {
  it.each(["1.250", "1,250", "-1.000"])("%s as text may be thousands or decimals: it is refused", (text) => {
    expect(priced({ precoNormal: text })).toEqual({ reason: "price-invalid" });
  });
  it.each([
    ["119,90", 11_990],
    ["1250.00", 125_000],
    [1.25, 125],
  ])("%s is read", (normal, normalCents) => {
    expect(priced({ precoNormal: normal })).toMatchObject({ normalCents });
  });
  it.each(["Ativo", "S", "1", ""])("a statusVenda of %j is refused: only A and I are known", (status) => {
    expect(priced({ statusVenda: status })).toEqual({ reason: "status-unknown" });
  });
});

it("a U+FFFD in a name is a refusal", () => {
  const lost = "A\uFFFD\uFFFDCAR UNI\uFFFDO 1KG";
  const product = erpProduct.read({ seqProduto: 1, descReduzida: lost, indIntegraEcommerce: "S" });
  expect(product.ok && productRow(product.value)).toMatchObject({
    kind: "refused",
    remark: { reason: "text-garbled" },
  });
  expect(brandRow({ seqBrand: 1, name: lost, isActive: true })).toMatchObject({ kind: "refused" });
  expect(categoryRow({ seqCategory: 1, parent: null, name: lost, isActive: true })).toMatchObject({ kind: "refused" });
});
