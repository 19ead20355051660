import { DEFAULT_DIALECT } from "../../src/rules/dialect/dialect.ts";
import { describe, expect, it } from "vitest";
import { readPage } from "../../src/erp/client/pages.ts";
import { erpPrice } from "../../src/erp/records/prices.ts";
import { erpProduct } from "../../src/erp/records/products.ts";
import type { ErpClient } from "../../src/erp/client/result.ts";
import { erpSku } from "../../src/erp/records/skus.ts";
import { erpStock } from "../../src/erp/records/stock.ts";

describe("a record", () => {
  it("reads the same in the vendor's two vocabularies and any case", () => {
    const native = erpProduct.read({
      seqProduto: 919,
      descReduzida: "Arroz",
      seqMarca: 12,
      indIntegraEcommerce: "S",
      pesavel: "N",
    });
    const alias = erpProduct.read({ ERPREFERENCEKEY: "919", Name: "Arroz", BrandId: 12, isActive: true, Pesavel: "n" });
    expect(native.ok && native.value).toMatchObject({
      seqProduct: 919,
      shortName: "Arroz",
      seqBrand: 12,
      isActive: true,
      isWeighed: false,
      keywords: null,
    });
    expect(alias).toEqual(native);
  });

  it("a product's name and description of the vendor's own export are read", () => {
    const read = erpProduct.read({
      seqProduto: 919,
      nomeProdutoEComm: "Arroz Camil",
      descGenerica: "Arroz",
      indIntegraEcommerce: "S",
    });
    expect(read.ok && read.value).toMatchObject({ ecommerceName: "Arroz Camil", genericText: "Arroz" });
    expect(read.unknown).toEqual([]);
  });

  it("a name of ours that is null does not hide an alias, and the first name wins where both speak", () => {
    const read = erpPrice.read({
      precoNormal: null,
      precoValidNormal: 5.1,
      seqProduto: 1,
      qtdEmbalagem: 1,
      statusVenda: "A",
    });
    expect(read.ok && read.value.normalText).toBe("5.1");
    const both = erpPrice.read({ precoValidNormal: 9, precoNormal: 5.1, statusVenda: "A" });
    expect(both.ok && both.value.normalText).toBe("5.1");
  });

  it("unknown fields are named, known ones without use are not", () => {
    const read = erpStock.read({
      productSKUERPReferenceKey: "P1E1",
      quantity: 1,
      campoNovo: {},
      erpLastChange: "x",
      DATEONBALANCESYSTEM: null,
    });
    expect(read.unknown).toEqual(["campoNovo"]);
  });

  it("the date of the last count is text, and one of another form does not cost the quantity", () => {
    const countOf = (dateOnBalanceSystem: unknown) => {
      const read = erpStock.read({ productSKUERPReferenceKey: "P1E1", quantity: 1, dateOnBalanceSystem });
      return read.ok ? read.value.countedText : "unreadable";
    };
    expect(["2026-11-20T10:00:00", 20_261_120, { data: 1 }, null].map(countOf)).toEqual([
      "2026-11-20T10:00:00",
      null,
      null,
      null,
    ]);
  });

  it("is unreadable by the wire's name of the field, and still says who it is", () => {
    const read = erpSku.read({ seqProduto: 919, qtdEmbalagem: 12, ativo: "talvez" });
    expect(read).toMatchObject({
      ok: false,
      given: { seqProduct: 919, packageText: 12 },
      problems: ["ativo: must be S or N"],
    });
    expect(erpSku.read("nonsense")).toMatchObject({ ok: false, problems: ["not an object"] });
    expect(erpProduct.read({ seqProduto: 1.5, indIntegraEcommerce: "S" })).toMatchObject({
      ok: false,
      problems: ["seqProduto: must be a whole number"],
    });
  });

  it("keeps a code as the text it is", () => {
    const read = erpSku.read({ seqProduto: 919, qtdEmbalagem: 0.5, codAcesso: 17, ativo: 1 });
    expect(read.ok && read.value).toMatchObject({ barcode: "17", packageText: "0.5", isActive: true });
  });
});

const answering = (value: unknown): ErpClient => ({
  dialect: async () => DEFAULT_DIALECT,
  get: async () => ({ ok: true, value, erpNow: null }),
  post: async () => ({ ok: true, value: null, erpNow: null }),
});

const read = (value: unknown) =>
  readPage(answering(value), DEFAULT_DIALECT.records.brands, {}, { page: 1, pageSize: 2 });

describe("a page", () => {
  it.each([
    ["{items, hasNext: false}", { items: [1, 2], hasNext: false }, 2, true],
    ["{items, hasNext: true}", { items: [1, 2], hasNext: true }, 2, false],
    ["C14: a short page with hasNext", { items: [1], hasNext: true }, 1, false],
    ["C14: an empty page with hasNext", { items: [], hasNext: true }, 0, false],
    ["{Items, HasNext}", { Items: [1], HasNext: false }, 1, true],
    ["{items} alone, full", { items: [1, 2] }, 2, false],
    ["a bare array, full", [1, 2], 2, false],
    ["a bare array, short", [1], 1, true],
    ["a bare array, empty", [], 0, true],
  ])("%s", async (_name, value, count, isLast) => {
    const result = await read(value);
    expect(result.ok && [result.page.items.length, result.page.isLast]).toEqual([count, isLast]);
  });

  it.each([
    [[1], true],
    [{ items: [1] }, true],
    [[], false],
    [[1, 2], false],
    [{ items: [1], hasNext: false }, false],
  ])("%j ends the list by its length alone: %s", async (value, isEndByLength) => {
    const result = await read(value);
    expect(result.ok && result.page.isEndByLength).toBe(isEndByLength);
  });

  it.each([null, "ok", 7, {}, { items: null, hasNext: false }, { message: "erro" }])(
    "%j is no page, and no end",
    async (value) => {
      expect(await read(value)).toMatchObject({ ok: false, failure: { kind: "unknown" } });
    },
  );
});
